/// The lists that a rule asks about, by their numbers in the rulebook.
struct RuleLists: Sendable {
  /// A hit of one of these is needed.
  var needed: [Int]
  /// A hit of one of these exempts the post.
  var exempting: [Int]
  /// Those that `when:` names.
  var asked: [String: Int]

  /// `lists` are those of the rule's pack; the first of them has the number `offset`.
  init(_ rule: RuleDefinition, _ lists: [ListDefinition], offset: Int) {
    func number(_ name: String) -> Int? { lists.firstIndex { $0.name == name }.map { $0 + offset } }
    needed = rule.lists.compactMap(number)
    exempting = rule.unlessLists.compactMap(number)
    asked = [:]
    for name in rule.condition?.listNames ?? [] { asked[name] = number(name) }
  }

  /// Whether hits of the list make the rule fire.
  func isBasis(_ list: Int) -> Bool { needed.contains(list) || asked.values.contains(list) }
}
