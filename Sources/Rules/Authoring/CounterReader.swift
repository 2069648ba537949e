/// Reads a pack's `counters:`.
struct CounterReader {
  let pack: String
  var reader: SchemaReader

  mutating func read(_ value: YAMLValue) -> [CounterDefinition] {
    var counters: [CounterDefinition] = []
    for member in reader.named(value, "`counters`") {
      if let counter = counter(member) { counters.append(counter) }
    }
    return counters
  }

  private mutating func counter(_ member: YAMLMember) -> CounterDefinition? {
    let what = "The counter `\(member.key)`"
    guard
      let members = reader.members(member.value, of: what, known: ["count", "count_distinct", "per", "within"])
    else { return nil }
    var counter = CounterDefinition(pack: pack, name: member.key, per: [], within: .zero, place: member.keyPlace)
    if let value = members["count"], let counted = reader.text(value, "`count`"), counted != "posts" {
      reader.error(
        "bad-value", at: value.place, "`count` cannot be `\(counted.prefix(60))`.",
        fix: "write `count: posts`, or `count_distinct:` and a field such as reply_to.author")
    }
    if let value = members["count_distinct"] { counter.distinct = field(value, "`count_distinct`") }
    if (members["count"] == nil) == (members["count_distinct"] == nil) {
      reader.error(
        "missing-key", at: member.keyPlace,
        "\(what) must say what it counts: `count` or `count_distinct`, one of them.",
        fix: "add `count: posts`")
    }
    if let value = members["per"] {
      for (name, place) in reader.texts(value, "`per`") {
        if let field = field(.scalar(name, place), "`per`") { counter.per.append(field) }
      }
    } else {
      reader.error(
        "missing-key", at: member.keyPlace, "\(what) does not say for whom it counts.", fix: "add `per: [author.id]`")
    }
    if let value = members["within"] {
      counter.within = reader.duration(value, "`within` of a counter", in: .counterWindow) ?? counter.within
    } else {
      reader.error("missing-key", at: member.keyPlace, "\(what) has no window.", fix: "add `within: 10m`")
    }
    return counter
  }

  private mutating func field(_ value: YAMLValue, _ what: String) -> CounterField? {
    reader.choice(value, what, among: CounterField.allCases)
  }
}
