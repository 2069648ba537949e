import Bridge
import Foundation
import Rules
import Testing
import Text

/// Lists by themselves, as a test asks about them.
enum Matching {
  struct Found: Hashable, CustomStringConvertible {
    var entry: String
    var surface: String
    var view: String
    var description: String { "\(entry) as \(surface), \(view)" }
  }

  /// The compiled dictionary of the project, where it was built.
  static let dictionaries: Dictionaries? = {
    let folder =
      URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().path + "/.drawbridge/dictionaries"
    guard let opened = try? Dictionaries.open(in: folder), !opened.pairs.isEmpty else { return nil }
    return opened
  }()

  static var hasDictionary: Bool { dictionaries != nil }

  static func matcher(
    _ modes: Set<MatchMode>, _ entries: [String], except: [String] = [], fuzzy: Int = 0,
    neighbours: Set<SoundNeighbours> = [], through: [String] = [], dictionaries: Dictionaries = .none
  ) -> ListMatcher {
    var list = ListDefinition(name: "list", modes: modes, entries: entries, exceptions: except)
    list.fuzzy = fuzzy
    list.neighbours = neighbours
    list.through = through
    return ListMatcher([list], dictionaries: dictionaries)
  }

  /// What stands in `text`, exceptions taken away.
  static func find(_ matcher: ListMatcher, _ text: String, entries: [String]) -> Set<Found> {
    let scalars = Array(text.unicodeScalars)
    let hits = matcher.hits(in: scalars.map(\.value), at: Timestamp.now())
    return Set(
      hits.filter { $0.cancelledBy == nil }.map { hit in
        let surface = String(String.UnicodeScalarView(scalars[hit.range]))
        return Found(entry: entries[hit.entry], surface: surface, view: hit.view.name)
      })
  }

  static func surfaces(
    _ modes: Set<MatchMode>, _ entry: String, in text: String, except: [String] = [], fuzzy: Int = 0,
    neighbours: Set<SoundNeighbours> = [], dictionaries: Dictionaries = .none
  ) -> [String] {
    let matcher = matcher(
      modes, [entry], except: except, fuzzy: fuzzy, neighbours: neighbours, dictionaries: dictionaries)
    return find(matcher, text, entries: [entry]).map(\.surface).sorted()
  }
}

/// An entry, a text, and what of the text is the entry.
struct Sighting: CustomTestStringConvertible, Sendable {
  var entry: String
  var text: String
  /// Nil where the text does not hold the entry.
  var surface: String?
  var testDescription: String { "\(entry) in \(text.debugDescription)" }

  init(_ entry: String, _ text: String, _ surface: String?) {
    self.entry = entry
    self.text = text
    self.surface = surface
  }

  var surfaces: [String] { surface.map { [$0] } ?? [] }
}
