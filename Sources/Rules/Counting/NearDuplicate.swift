internal import Text

/// What makes two texts the same for counting: their letters, whatever stands between them.
///
/// Folded as matching folds; digits, blanks, punctuation, emoji and links are dropped, so that a raid that numbers or
/// decorates its posts is still one text.
package enum NearDuplicate {
  /// The fingerprint of the post's title and text.
  package static func fingerprint(of post: Post) -> Int64 { StableHash.signed(plainText(of: post)) }

  /// The letters that are compared. A text without letters stands for itself.
  static func plainText(of post: Post) -> String {
    let whole = (post.title.map { $0 + "\n" } ?? "") + Links.removed(from: post.text)
    let folded = FoldedText(whole)
    var letters = String.UnicodeScalarView()
    for value in folded.scalars where ScalarTraits(of: value).isLetter {
      if let scalar = Unicode.Scalar(value) { letters.append(scalar) }
    }
    return letters.isEmpty ? whole : String(letters)
  }
}
