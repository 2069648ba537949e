package import Bridge

/// What the rules make of one post: the verdict, and everything that led to it.
public struct Screening: Sendable {
  /// What becomes of the post.
  public var verdict = Verdict.allow
  /// The total score.
  public var score: Double = 0
  /// How soon a person should look.
  public var priority = Priority.normal
  /// The reviewers' queue, where a person should look.
  public var queue: String?
  /// How long until a person should have looked, where one should.
  package var due: Seconds?
  /// Labels that rules attached, in the rules' order.
  public var labels: [String] = []
  /// Rules that fired, in the rules' order.
  public var rules: [FiredRule] = []
  /// The hits of those rules, exceptions removed, by field and place; of each rule the first `mostHits`.
  public var hits: [Hit] = []
  /// The languages of the post.
  package var detection: Detection
  /// Oddities of the post as it came in.
  public var warnings: [String] = []

  /// Whether a person is to judge the post without being told of all this; see `BlindLooks`.
  package var isBlind = false

  /// What the counters said, by the counters' ids; empty where the rulebook has none.
  package var counts: [(id: String, count: Int)] = []

  /// What the author is told; nil where no rule says anything.
  package var message: AuthorMessage?

  /// Hits of one rule in one post that are kept: nobody reads more, and a post of 1 MiB can have 100,000.
  package static let mostHits = 1000

  package init(detection: Detection) { self.detection = detection }

  /// Rules and their hits in the rules' order, whatever the order of evaluation.
  mutating func sortRules() {
    let places = Dictionary(rules.map { ($0.id, $0.number) }) { first, _ in first }
    rules.sort { $0.number < $1.number }
    let inOrder = hits.enumerated().sorted {
      (places[$0.element.rule] ?? 0, $0.offset) < (places[$1.element.rule] ?? 0, $1.offset)
    }
    hits = inOrder.map(\.element)
  }

  /// A rule that fired.
  public struct FiredRule: Sendable, Hashable {
    /// Its id.
    public var id: String
    /// Recorded only, without any effect.
    public var isShadow: Bool
    /// How many hits it has in the post; `Screening.hits` holds the first of them.
    package var hitsTotal = 0
    /// Its place in the rulebook.
    var number = 0
    /// The fingerprint of the text, where the rule's hits are watched.
    package var fingerprint: Int64?
    /// The most that it could do, because it was past its limit.
    package var cap: Verdict?
  }

  /// A place in a post that made a rule fire.
  public struct Hit: Sendable, Hashable {
    /// The rule's id.
    public var rule: String
    /// The list's name.
    public var list: String
    /// The entry as it stands in the list.
    public var entry: String
    /// `text` or `title`.
    public var field: String
    /// Unicode scalar offsets into the field, end exclusive.
    public var range: Range<Int>
    /// What it was found in: `raw` or `folded`.
    public var view: String
    /// Whether it was found in the post's gloss.
    public var isThrough = false
    /// Whether its rule is in shadow.
    public var isShadow: Bool
  }
}
