/// The imperfective verbs that a Russian perfective can belong to: Müller names mostly those.
///
/// By the usual derivations of school grammar; what they give is looked up, so a form that is no word does no harm.
enum RussianAspect {
  /// `ответить` gives `отвечать` among others, `показать` gives `показывать`, `поехать` gives `ехать`.
  static func partners(of verb: String) -> [String] {
    var partners: [String] = []
    for (ending, others) in endings where verb.hasSuffix(ending) && verb.count > ending.count + 1 {
      let stem = String(verb.dropLast(ending.count))
      for other in others { partners.append(stem + other) }
      if ending == "ить", let last = stem.last, let changed = mutations[last] {
        for change in changed {
          for other in ["ать", "ять", "ивать"] { partners.append(stem.dropLast() + change + other) }
        }
      }
      break
    }
    for prefix in prefixes where verb.hasPrefix(prefix) && verb.count > prefix.count + 3 {
      partners.append(String(verb.dropFirst(prefix.count)))
    }
    return partners
  }

  private static let endings: [(String, [String])] = [
    ("нять", ["нимать"]), ("нуть", ["ать", "гать", "кать", "ывать", "нывать"]), ("рать", ["рывать", "ирать"]),
    ("зать", ["зывать"]), ("сать", ["сывать"]), ("ать", ["ывать", "авать"]), ("ять", ["ивать", "евать"]),
    ("ить", ["ять", "ать", "ивать", "ывать"]), ("еть", ["евать", "ывать"]),
  ]

  private static let mutations: [Character: [String]] = [
    "т": ["ч", "щ"], "д": ["ж", "жд"], "с": ["ш"], "з": ["ж"], "п": ["пл"], "б": ["бл"], "в": ["вл"], "м": ["мл"],
    "ф": ["фл"],
  ]

  /// The longest first, as far as they begin alike.
  private static let prefixes = [
    "пере", "пре", "при", "про", "под", "раз", "рас", "воз", "вос", "вы", "за", "на", "по", "об", "от", "до", "из",
    "ис", "со",
    "у", "о", "с",
  ]
}
