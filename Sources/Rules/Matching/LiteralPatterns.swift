/// The distinct literal patterns of one view, and which entries and exceptions each of them stands for.
struct LiteralPatterns: Sendable {
  let automaton: PhraseAutomaton
  private(set) var uses: [[ListUse]] = []

  var isEmpty: Bool { uses.isEmpty }

  /// Compiles the entries and exceptions that `takes` accepts; the same fold serves posts, so that both sides agree.
  init(_ lists: [ListDefinition], fold: (String) -> [UInt32], takes: (ListDefinition, String) -> Bool) {
    var patterns: [[UInt32]] = []
    var numbers: [[UInt32]: Int] = [:]
    var uses: [[ListUse]] = []
    func add(_ text: String, _ use: ListUse) {
      let pattern = fold(text)
      if pattern.isEmpty { return }
      if let number = numbers[pattern] {
        uses[number].append(use)
      } else {
        numbers[pattern] = patterns.count
        patterns.append(pattern)
        uses.append([use])
      }
    }
    for (index, list) in lists.enumerated() {
      for (number, entry) in list.entries.enumerated() where takes(list, entry.value.text) {
        add(entry.value.text, ListUse(list: index, number: number, isException: false))
      }
      for (number, entry) in list.exceptions.enumerated() where takes(list, entry.value.text) {
        add(entry.value.text, ListUse(list: index, number: number, isException: true))
      }
    }
    automaton = PhraseAutomaton(patterns)
    self.uses = uses
  }
}
