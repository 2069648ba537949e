internal import Text

/// Reads posts from CSV (RFC 4180): a header line of member names, then a post a record.
///
/// A nested member is written with a point (`author.id`, `channel.langs`); lists are separated by `|`; an empty cell is
/// a missing member, but for `text`. A cell in quotes may hold commas, quotes (doubled) and line feeds.
///
/// O(*n*) in the bytes: a line is read once, and once more where a quote before it was never closed. Such a quote costs
/// the line that it stands in, and the lines after it are read as if that one were not there.
package struct CSVPosts: Sendable {
  private let posts: PostReader
  private var names: [String]?
  private var record = CSVRecord()
  /// Lines that no record has taken yet: those of the open record, and those that a broken one gave back.
  private var lines = HeldLines()
  private static let longestRecord = 8 << 20

  package init(_ posts: PostReader) { self.posts = posts }

  /// A record's outcome, with the number of its first line.
  package struct Record: Sendable {
    package var line: Int
    package var post: Result<Post, PostRefusal>
    /// The record as it came, where it was refused.
    package var input: [UInt8] = []
  }

  /// Takes the line with this number; answers the records that end with it: none where it is the header or a record goes
  /// on, several where it shows that a quote before was never closed.
  ///
  /// - Throws: `CSVHeaderFault` where the header names no posts; nothing below it can be read.
  package mutating func add(_ bytes: ArraySlice<UInt8>, line: Int) throws(CSVHeaderFault) -> [Record] {
    lines.append(bytes, number: line)
    return try read()
  }

  /// Ends the record at hand: the line after it cannot be had, or there is none.
  package mutating func finish() throws(CSVHeaderFault) -> [Record] {
    var records: [Record] = []
    while !lines.isEmpty {
      records.append(giveUp("a quoted cell that does not end"))
      records += try read()
    }
    return records
  }

  private mutating func read() throws(CSVHeaderFault) -> [Record] {
    var records: [Record] = []
    while let line = lines.next() {
      switch record.add(line) {
      case .open where lines.openCount <= Self.longestRecord: continue
      case .open: records.append(giveUp("a record over 8 MiB"))
      case .stray: records.append(giveUp("a quote where no cell begins or ends; write it twice, in a cell in quotes"))
      case .complete(let cells):
        if let record = try finished(cells) { records.append(record) }
        lines.takeOpen()
      }
    }
    lines.compact()
    return records
  }

  /// Refuses the first line of the record at hand; the others will be read anew.
  private mutating func giveUp(_ reason: String) -> Record {
    record = CSVRecord()
    let (number, input) = lines.takeFirst()
    return Record(line: number, post: .failure(PostRefusal(id: nil, reason: reason)), input: input)
  }

  private mutating func finished(_ cells: [[UInt8]]) throws(CSVHeaderFault) -> Record? {
    let texts = cells.compactMap { String(validating: $0, as: UTF8.self) }
    guard let names else {
      guard texts.count == cells.count else { throw CSVHeaderFault("is not UTF-8 text") }
      self.names = try CSVHeaderFault.check(texts)
      return nil
    }
    do throws(PostRefusal) {
      guard texts.count == cells.count else { throw PostRefusal(id: nil, reason: "invalid UTF-8") }
      guard texts.count == names.count else {
        throw PostRefusal(id: nil, reason: "\(texts.count) cells where the header has \(names.count)")
      }
      return Record(line: lines.firstNumber, post: .success(try posts.read(Self.json(names, texts))))
    } catch {
      return Record(line: lines.firstNumber, post: .failure(error), input: Array(lines.open))
    }
  }

  private static let numbers: Set<String> = ["reports", "author.approved_posts", "author.removed_posts", "revision"]
  private static let lists: Set<String> = ["links", "author.langs", "channel.langs"]

  private static func json(_ names: [String], _ cells: [String]) -> JSON {
    var members: [JSON.Member] = []
    for (name, cell) in zip(names, cells) where !cell.isEmpty || name == "text" {
      let value = value(cell, name)
      let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        members.append(JSON.Member(name, value))
        continue
      }
      let inner = JSON.Member(parts[1], value)
      if let index = members.firstIndex(where: { $0.name == parts[0] }), case .object(let known) = members[index].value
      {
        members[index].value = .object(known + [inner])
      } else {
        members.append(JSON.Member(parts[0], .object([inner])))
      }
    }
    return .object(members)
  }

  private static func value(_ cell: String, _ name: String) -> JSON {
    // NUL cannot be stored, so it is replaced as it is in JSON.
    let cell = cell.contains("\0") ? cell.replacing("\0", with: "\u{FFFD}") : cell
    if numbers.contains(name), Int(cell) != nil { return .number(cell) }
    if lists.contains(name) { return .array(cell.split(separator: "|").map { .string(String($0)) }) }
    return .string(cell)
  }
}
