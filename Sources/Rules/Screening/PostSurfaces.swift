internal import Text

/// What stands at places of a post's title and text. Each field is decoded once, however many places are asked for.
package struct PostSurfaces {
  private let post: Post
  private lazy var title = Self.scalars(of: post.title ?? "")
  private lazy var text = Self.scalars(of: post.text)

  package init(_ post: Post) { self.post = post }

  /// The text at `range` (scalars) of a field as it stands, `most` scalars of it; nil past the field's end, and where the
  /// field is neither title nor text. O(*n*) in the field at the first question, then in the range.
  package mutating func surface(_ field: String, _ range: Range<Int>, most: Int = .max) -> String? {
    switch field {
    case "title": Self.surface(title, range, most)
    case "text": Self.surface(text, range, most)
    default: nil
    }
  }

  private static func surface(_ scalars: [Unicode.Scalar], _ range: Range<Int>, _ most: Int) -> String? {
    guard range.lowerBound >= 0, range.upperBound <= scalars.count else { return nil }
    return String(String.UnicodeScalarView(scalars[range].prefix(most)))
  }

  private static func scalars(of text: String) -> [Unicode.Scalar] {
    Work.add(text.utf8.count)
    return Array(text.unicodeScalars)
  }
}
