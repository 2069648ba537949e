internal import Text

extension Lint {
  /// What can be wrong with an entry in the way that its list asks for it to be found.
  static func modes(
    _ list: ListDefinition, _ community: Community, glossed: Set<String>, _ reader: inout SchemaReader
  ) {
    if list.fuzzy > 0 && !list.modes.contains(.evasive) {
      reader.warn(
        "fuzzy-alone", at: list.place, "`fuzzy` of `\(list.name)` does nothing without `match: evasive`.",
        fix: "write `match: [evasive]`, or take `fuzzy` out")
    }
    if !list.neighbours.isEmpty && !list.modes.contains(.sounds) {
      reader.warn(
        "neighbours-alone", at: list.place, "`neighbours` of `\(list.name)` does nothing without `match: sounds`.",
        fix: "write `match: [evasive, sounds]`, or take `neighbours` out")
    }
    if !list.through.isEmpty { through(list, community, glossed, &reader) }
    if list.modes.contains(.regex) { for exception in list.exceptions { regex(exception, &reader) } }
    for entry in list.entries {
      if list.modes.contains(.regex) { regex(entry, &reader) }
      if list.modes == [.evasive], !EvasiveMode.takes(entry.value.text), !HostMode.isHost(entry.value.text) {
        reader.warn(
          "no-disguise", at: entry.place,
          "`\(shown(entry))` has a sign at an end or fewer than two letters; it is found as it is only.",
          fix: "leave the sign out, or list it under `phrase`")
      }
      if list.modes.contains(.host), !HostMode.isHost(entry.value.text) {
        reader.error(
          "bad-host", at: entry.place, "`\(shown(entry))` is no host name.", fix: "write it as `example.org`")
      }
      if !list.through.isEmpty, !entry.value.text.utf8.allSatisfy({ $0 < 0x80 }) {
        reader.warn(
          "through-language", at: entry.place, "`\(shown(entry))` is not English and is not looked for in glosses.",
          fix: "keep English entries in a list of their own")
      }
    }
  }

  /// A list that is looked for in glosses which nothing can make here.
  private static func through(
    _ list: ListDefinition, _ community: Community, _ glossed: Set<String>, _ reader: inout SchemaReader
  ) {
    guard !glossed.isEmpty else {
      reader.warn(
        "through-no-dictionary", at: list.place,
        "`through` of `\(list.name)` finds nothing here: no dictionary is installed.",
        fix: "run `Deploy/dictionaries` and `drawbridge dictionary build`")
      return
    }
    let unread = community.locales.map { String($0.prefix { $0 != "-" }) }
      .filter { !glossed.contains($0) && !list.through.contains($0) }
    guard !unread.isEmpty else { return }
    let pairs = unread.flatMap { locale in list.through.map { "\(locale)-\($0)" } }
    reader.warn(
      "through-no-dictionary", at: list.place,
      "`through` of `\(list.name)` finds nothing in \(unread.joined(separator: ", ")), which the community writes too: no "
        + "dictionary of it is installed.",
      fix: "run `Deploy/dictionaries --pairs \(pairs.joined(separator: ","))` and `drawbridge dictionary build`")
  }

  private static func regex(_ entry: Located<ListEntry>, _ reader: inout SchemaReader) {
    let pattern = entry.value.text
    let expression: RegularExpression
    do {
      expression = try RegularExpression(pattern)
    } catch {
      var place = entry.place
      if error.offset > 0 { place.column += error.offset }
      reader.error(
        "bad-regex", at: place, "This is no regular expression: \(error.name).",
        fix: "check the brackets; a sign that means itself is written `\\.`")
      return
    }
    if let fault = RegexCost.fault(in: pattern) {
      uncounted(fault, entry, &reader)
      return
    }
    if isSlow(expression, pattern) {
      reader.error(
        "slow-regex", at: entry.place, "`\(shown(entry))` takes over 20 ms on a text made against it.",
        fix: "no repeat inside a repeat such as `(a+)+`, and no two repeats of the same letters side by side")
      return
    }
    if RegexGate(pattern).literals == nil {
      reader.warn(
        "regex-no-literal", at: entry.place,
        "`\(shown(entry))` names no letters that every match holds, so it is run on every post.",
        fix: "begin or end it with a word that has to be there")
    }
  }

  /// What no limit of steps bounds, at its place in the expression.
  private static func uncounted(_ fault: RegexCost.Fault, _ entry: Located<ListEntry>, _ reader: inout SchemaReader) {
    var place = entry.place
    place.column += fault.offset
    switch fault.kind {
    case .backreference:
      reader.error(
        "backreference", at: place,
        "`\(shown(entry))` repeats what a group matched, and that group can match more than \(RegexCost.longestRepeated) "
          + "characters: no limit of steps bounds it.",
        fix:
          "repeat a group of at most \(RegexCost.longestRepeated) characters, such as `(.)\\1{4,}`, or write out what "
          + "is repeated")
    case .scan:
      reader.error(
        "slow-regex", at: place,
        "`\(shown(entry))` has an endless repeat inside `(?>…)`, `(?=…)` or the like, which is run anew from every place.",
        fix: "bound the repeat, such as `.{0,100}`, or begin the expression with `^`")
    }
  }

  /// Whether the expression reaches its limit on 10,000 scalars of what it is made of.
  private static func isSlow(_ expression: RegularExpression, _ pattern: String) -> Bool {
    var pieces = ["a", "1", " ", "ab", "微", "a ", "."]
    var seen: Set<Unicode.Scalar> = []
    for scalar in pattern.unicodeScalars
    where seen.count < 24 && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      && seen.insert(scalar).inserted
    {
      pieces.append(String(scalar))
    }
    return pieces.contains { piece in
      var steps = RegexMode.steps
      let text = String(repeating: piece, count: 10_000 / piece.unicodeScalars.count) + "\u{1}"
      if case .exhausted = expression.first(in: Array(text.utf16), from: 0, steps: &steps) { return true }
      return false
    }
  }

  private static func shown(_ entry: Located<ListEntry>) -> String {
    VisibleText.of(String(entry.value.text.prefix(60)))
  }
}
