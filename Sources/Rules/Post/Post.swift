public import Text

/// A post as a platform handed it in: what rules judge, and what is stored and shown.
public struct Post: Sendable {
  /// The platform's id, unique within `source`.
  public var id: PostID
  /// Which platform or tenant it came from; `default` where none was named.
  public var source = "default"
  /// What is being told: a new post, an edit, a deletion, a restoration.
  public var operation = Operation.create
  /// Which version of the post this is; an older one never replaces a newer one.
  public var revision: Revision?
  /// The heading, screened like the text.
  public var title: String?
  /// The body, decoded and otherwise untouched.
  public var text = ""
  /// What sort of writing it is.
  public var kind = Kind.post
  /// Who can see it.
  public var visibility = Visibility.everybody
  /// The language that the author declared, as a BCP-47 tag.
  public var declaredLanguage: String?
  /// When it was written.
  public var createdAt: Timestamp?
  /// Who wrote it.
  public var author: Author?
  /// Where it stands.
  public var channel: Channel?
  /// What it answers.
  public var replyTo: Reply?
  /// Links that the platform knows of, beside those in the text.
  public var links: [String] = []
  /// Images and files, as the platform describes them.
  public var attachments: [JSON] = []
  /// How many members reported it.
  public var reports: Int?
  /// When it was taken in, by the database's clock; nil outside a queue.
  package var receivedAt: Timestamp?
  /// When it was taken to be screened, by the database's clock; nil outside a queue.
  package var takenAt: Timestamp?
  /// Members that the settings' `keep:` names; they come back in outbox events only.
  public var kept: [JSON.Member] = []
  /// A NUL in what was sent; stored as U+FFFD.
  public var hadNUL = false
  /// A surrogate without its pair in what was sent; stored as U+FFFD.
  public var hadLoneSurrogate = false
  /// Members that were dropped or could not be read, each with its reason.
  public var warnings: [String] = []

  /// A post with nothing but an id and a text.
  public init(id: PostID, text: String) {
    self.id = id
    self.text = text
  }

  /// What a line tells of a post.
  public enum Operation: String, Sendable, CaseIterable { case create, edit, delete, restore }

  /// Sorts of writing.
  public enum Kind: String, Sendable, CaseIterable { case post, comment, profile, message }

  /// Circles of readers; `everybody` is written `public`.
  public enum Visibility: String, Sendable, CaseIterable {
    case everybody = "public"
    case members, `private`
  }

  /// The person behind a post.
  public struct Author: Sendable {
    /// The platform's id of the person.
    public var id: String?
    /// The name shown beside the post.
    public var name: String?
    /// When the account was made.
    public var createdAt: Timestamp?
    /// How old the account was, where the platform says it outright.
    package var age: Seconds?
    /// How many of the person's posts stood.
    public var approvedPosts: Int?
    /// How many of the person's posts were removed.
    public var removedPosts: Int?
    /// Languages that the person says to know.
    public var languages: [String]?
  }

  /// The place of a post.
  public struct Channel: Sendable {
    /// The platform's id of the channel.
    public var id: String?
    /// The languages of the channel.
    public var languages: [String]?
  }

  /// The post that another one answers.
  public struct Reply: Sendable {
    /// Its id.
    public var id: String?
    /// Its author's id.
    public var author: String?
    /// Its text.
    public var text: String?
  }

  /// The age of the author's account when the post was written, if it can be told.
  package var authorAge: Seconds? {
    if let age = author?.age { return age }
    guard let made = author?.createdAt else { return nil }
    let written = createdAt ?? receivedAt ?? Timestamp.now()
    return max(.zero, written - made)
  }
}

/// A platform's id: a string or a whole number, echoed as it was given.
public struct PostID: Hashable, Sendable {
  /// The characters; `7` and `"7"` name the same post.
  public var text: String
  /// Whether it was given as a number.
  public var isNumber: Bool

  /// An id of these characters.
  public init(_ text: String, isNumber: Bool = false) {
    self.text = text
    self.isNumber = isNumber
  }

  /// The id as JSON.
  public var json: JSON { isNumber ? .number(text) : .string(text) }
}

/// Which version of a post: a counter or a time, ordered as whole numbers (a time as microseconds).
public struct Revision: Hashable, Sendable {
  /// What revisions are compared by.
  public var order: Int64
  /// As it was given.
  public var json: JSON

  /// What a reader accepts: half of what the database's numbers hold, so that the next revision, which it counts itself
  /// for an edit that names none, fits for ever.
  package static let orders: ClosedRange<Int64> = -(1 << 62)...(1 << 62)

  package init(order: Int64, json: JSON) {
    self.order = order
    self.json = json
  }

  /// Revisions of the same order are the same.
  public static func == (one: Revision, other: Revision) -> Bool { one.order == other.order }

  /// Hashes the order.
  public func hash(into hasher: inout Hasher) { hasher.combine(order) }
}
