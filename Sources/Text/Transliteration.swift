internal import CICU

/// Words of any script in Latin letters, by ICU's rules for each script: for words that nothing else can read.
///
/// Slow (about 0.2 MB/s): for single words of a post that a person looks at, not for every post.
package enum Transliteration {
  /// The longest word that is read, in scalars.
  package static let longest = 48

  /// The word in Latin letters; nil where it is too long, ICU has no rules for it, or nothing changes.
  package static func latin(of word: String) -> String? {
    let text = Array(word.utf16)
    guard !text.isEmpty, text.count <= longest * 2 else { return nil }
    var out = [UInt16](repeating: 0, count: 256)
    let length = icu_to_latin(text, Int32(text.count), &out, Int32(out.count))
    guard length > 0 else { return nil }
    let latin = String(decoding: out[..<Int(length)], as: UTF16.self)
    return latin == word ? nil : latin
  }
}
