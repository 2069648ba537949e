/// A regular expression whose endless repeats end: `b+` is `b{1,20}`, `b*` is `b{0,20}`.
///
/// An endless repeat at the front takes time that grows with the square of the text, which lint refuses.
enum BoundedRepeats {
  static func of(_ pattern: String) -> String {
    var out = ""
    var isEscaped = false
    var isInSet = false
    for character in pattern {
      defer { isEscaped = character == "\\" && !isEscaped }
      if isEscaped || (isInSet && character != "]") {
        out.append(character)
        continue
      }
      switch character {
      case "[": isInSet = true
      case "]": isInSet = false
      case "+" where !(out.last.map { "+*?}".contains($0) } ?? true):
        out += "{1,20}"
        continue
      case "*" where !(out.last.map { "+*?}".contains($0) } ?? true):
        out += "{0,20}"
        continue
      default: break
      }
      out.append(character)
    }
    return out
  }
}
