/// A value with the place where it was written.
package struct Located<Value: Sendable>: Sendable {
  package var value: Value
  package var place: FilePlace
}

/// `community.yaml`: what holds for all packs.
package struct Community: Sendable {
  package var locales = ["en"]
  /// Who decides, as members and platforms hear it: never a person's login.
  package var team: [String: String] = [:]
  /// Where an author appeals, an address or a sentence; empty where there is no such way.
  package var appeal: [String: String] = [:]
  /// Labels that a person may give beside those of the rules, with their titles.
  package var labels: [String: [String: String]] = [:]
  package var policies: [String: PolicyDefinition] = [:]
  /// The most that a score group may add; an unlisted group is uncapped.
  package var groupLimits: [String: Double] = [:]
  /// The total score from which a verdict holds.
  package var scoreThresholds: [Verdict: Double] = [:]
  package var queues: [String: QueueDefinition] = ["default": QueueDefinition()]
  /// How precise a rule must have been found before it may act, and before it may remove: the lower end of Wilson's
  /// interval.
  package var enforceBar = 0.90
  package var removeBar = 0.95
  /// The share of posts with hits that people judge without being told of them, 0 to 1.
  package var blindShare = 0.0
}

/// What a community forbids, and how it is called.
package struct PolicyDefinition: Sendable {
  package var title: [String: String] = [:]
  /// What the author is told where a person acted on a post under this policy. `{match}` becomes what the rule found.
  package var tellAuthor: [String: String] = [:]
  package var groundURL: String?
  package var dsaCategory: String?
  package var dsaKeyword: String?
}

/// A queue of the reviewers.
package struct QueueDefinition: Sendable {
  package var order = Order.priority
  /// How long until a case of this queue is due.
  package var due: Seconds?
  package var blursText = false

  package enum Order: String, Sendable, CaseIterable { case priority, deadline }
}

/// How a list's entries are found in a text.
package enum MatchMode: String, Sendable, CaseIterable {
  /// As written, scalar by scalar, edges or not.
  case exact
  /// Folded, between word edges of the scripts at hand.
  case phrase
  /// Folded, and no word of the dictionary crosses an edge.
  case segment
  /// Under disguise: letters replaced, repeated, split, with signs between them.
  case evasive
  /// By the sound: pinyin, homophones, romanised kana and Hangul.
  case sounds
  /// A regular expression on the raw text.
  case regex
  /// The registrable domain of a link.
  case host
}

/// A list of entries with its exceptions.
package struct ListDefinition: Sendable {
  package var name: String
  package var modes: Set<MatchMode>
  /// Edits (a letter more, less, other, or two swapped) that a word of six letters or more may have: 0 or 1.
  package var fuzzy = 0
  /// Sounds that count as equal in one syllable of an entry, where entries are found by their sound.
  package var neighbours: Set<SoundNeighbours> = []
  /// Languages in whose glosses the entries are looked for too.
  package var through: [String] = []
  /// Whether hits in glosses act; else a rule that only they fire is recorded as in shadow.
  package var throughActs = false
  package var entries: [Located<ListEntry>] = []
  package var exceptions: [Located<ListEntry>] = []
  package var place: FilePlace
}

extension ListDefinition {
  /// A list of plain entries, not read from a file.
  package init(name: String, modes: Set<MatchMode>, entries: [String], exceptions: [String] = []) {
    let place = FilePlace(name, 1, 1)
    self.init(name: name, modes: modes, place: place)
    self.entries = entries.map { Located(value: ListEntry(text: $0), place: place) }
    self.exceptions = exceptions.map { Located(value: ListEntry(text: $0), place: place) }
  }
}

/// One entry of a list and what is noted about it.
package struct ListEntry: Sendable {
  package var text: String
  package var language: String?
  /// Exclusive: from this moment the entry no longer matches.
  package var until: Timestamp?
  package var by: String?
  package var note: String?
}

/// How far a rule's effects reach.
package enum RuleMode: Hashable, Sendable {
  case off, shadow, enforce
  /// Enforced for this share (0…1) of posts, by a stable hash of source, author and rule; shadow for the rest.
  case ramp(Double)
}

/// What a rule does when it fires.
package struct RuleEffects: Sendable {
  package var label: String?
  package var verdict = Verdict.allow
  package var queue: String?
  package var score: Double = 0
  package var priority = Priority.normal
  package var due: Seconds?
  package var never: Set<Verdict> = []
  package var protects: [String] = []
  package var suggestion: String?
}

/// How often a rule may fire before it is thought to be mistaken.
package struct RuleLimit: Sendable, Equatable {
  /// More different texts than this.
  package var hits: Int
  package var within: Seconds
  /// The most that the rule may do from then on.
  package var cap = Verdict.queue
}

/// A rule as its author wrote it, checked.
package struct RuleDefinition: Sendable {
  package var id: String
  package var pack: String
  package var owner: String
  package var title: [String: String] = [:]
  package var policy: String
  package var mode = RuleMode.enforce
  /// Where its mode is written; nil where the pack's default holds.
  package var modePlace: FilePlace?
  package var expires: Timestamp?
  package var appliesTo: Set<Post.Kind> = Set(Post.Kind.allCases)
  /// Language ranges, empty where the rule takes any language.
  package var languages: [String] = []
  /// Lists of which one must hit, empty where the rule names none.
  package var lists: [String] = []
  package var unlessLists: [String] = []
  package var condition: Expression?
  package var conditionText: String?
  package var effects = RuleEffects()
  /// What its author allows; nil where the default guard holds.
  package var limit: RuleLimit?
  package var tellAuthor: [String: String] = [:]
  package var tests: [RuleTest] = []
  package var place: FilePlace

  /// Whether somebody should be called when it fires too often: it keeps posts from being published, or says so itself.
  package var isGuarded: Bool { effects.verdict >= .hold || limit != nil }
}

/// An inline test: one post after another, and what the rule should make of each.
package struct RuleTest: Sendable {
  package var steps: [RuleTestStep]
  package var place: FilePlace
}

/// A post of a test and what the rule should make of it.
package struct RuleTestStep: Sendable {
  package var post: Post
  package var expectsHit: Bool
  /// The matched texts that the hits must have, as they stand in the post; nil where the test does not say.
  package var spans: [String]?
  package var place: FilePlace
}
