import Rules
import Testing
import Text

@Suite("Reading posts")
struct PostReaderTests {
  @Test("reads every member of the contract")
  func members() throws {
    let post = try PostReader().read(
      """
      {"id":"p1","text":"t","op":"edit","revision":"2025-01-19T00:00:00Z","title":"T","source":"s","kind":"comment",\
      "visibility":"members","lang":"zh","created_at":"2025-01-19T08:00:00+08:00","author":{"id":7,"name":"n",\
      "created_at":"2025-01-18T22:00:00Z","approved_posts":3,"removed_posts":1,"langs":["zh","en"]},\
      "channel":{"id":"c","langs":["en"]},"reply_to":{"id":"p0","author":"a","text":"r"},"links":["https://a.example"],\
      "attachments":[{"type":"image"}],"reports":2}
      """)
    #expect(post.warnings.isEmpty)
    #expect(post.operation == .edit)
    #expect(post.revision?.order == 1_737_244_800_000_000)
    #expect(post.author?.id == "7")
    #expect(post.authorAge == .hours(2))
    #expect(post.channel?.languages == ["en"])
    #expect(post.reports == 2)
    let again = try PostReader().read(String(decoding: post.document, as: UTF8.self))
    #expect(again.document == post.document)
    #expect(again.warnings.isEmpty)
  }

  struct Oddity: CustomTestStringConvertible, Sendable {
    var member: String
    var warning: String
    var testDescription: String { member }
  }

  @Test(
    "a member of the wrong type counts as missing and is named",
    arguments: [
      Oddity(member: #""op":"explode""#, warning: "`op`"), Oddity(member: #""revision":1.5"#, warning: "`revision`"),
      Oddity(member: #""title":5"#, warning: "`title`"), Oddity(member: #""kind":null"#, warning: "`kind`"),
      Oddity(member: #""created_at":"yesterday""#, warning: "`created_at`"),
      Oddity(member: #""author":[]"#, warning: "`author`"),
      Oddity(member: #""author":{"age":"old"}"#, warning: "`author.age`"),
      Oddity(member: #""author":{"approved_posts":-1}"#, warning: "`author.approved_posts`"),
      Oddity(member: #""author":{"email":"x"}"#, warning: "`author.email`"),
      Oddity(member: #""links":"https://a.example""#, warning: "`links`"),
      Oddity(member: #""reports":"2""#, warning: "`reports`"),
      Oddity(member: #""channel":{"langs":[1]}"#, warning: "`channel.langs`"),
      Oddity(member: #""shoe":43"#, warning: "`shoe`"),
    ])
  func oddities(_ oddity: Oddity) throws {
    let post = try PostReader().read(#"{"id":"1","text":"t",\#(oddity.member)}"#)
    #expect(post.warnings.count == 1)
    #expect(post.warnings.first?.contains(oddity.warning) == true, "\(post.warnings)")
  }

  @Test(
    "what no range holds counts as missing and is named, and everything else of the post stands",
    arguments: [
      Oddity(member: #""author":{"age":1e16}"#, warning: "`author.age` goes from 0s to 3652059d"),
      Oddity(member: #""author":{"age":-1}"#, warning: "`author.age`"),
      Oddity(member: #""author":{"age":1e400}"#, warning: "`author.age`"),
      Oddity(member: #""author":{"age":"99999999999999999d"}"#, warning: "`author.age` goes"),
      Oddity(member: #""created_at":"0000-12-31T23:59:59Z""#, warning: "`created_at`"),
      Oddity(member: #""created_at":"9999-12-31T23:59:60Z""#, warning: "`created_at`"),
      Oddity(member: #""created_at":"9999-12-31T23:59:59-00:01""#, warning: "`created_at`"),
      Oddity(member: #""revision":9223372036854775807"#, warning: "`revision` goes from -4611686018427387904"),
      Oddity(member: #""revision":-9223372036854775808"#, warning: "`revision` goes"),
      Oddity(member: #""revision":99999999999999999999"#, warning: "`revision`"),
    ])
  func outOfRange(_ oddity: Oddity) throws {
    let post = try PostReader().read(#"{"id":"1","text":"t",\#(oddity.member)}"#)
    #expect(post.warnings.count == 1)
    #expect(post.warnings.first?.contains(oddity.warning) == true, "\(post.warnings)")
    #expect(post.revision == nil && post.createdAt == nil && post.author?.age == nil)
    #expect(post.text == "t")
  }

  @Test(
    "what is stored reads as what was read: the same members, to the microsecond, and nothing is lost without a word",
    arguments: [
      #"{"id":"1","text":"t","author":{"age":3600.123456}}"#, #"{"id":"1","text":"t","author":{"age":0.0000019}}"#,
      #"{"id":"1","text":"t","author":{"age":"3652059d"}}"#,
      #"{"id":"1","text":"t","author":{"age":315537897599.999}}"#,
      #"{"id":"1","text":"t","author":{"age":1e16}}"#,
      #"{"id":"1","text":"t","created_at":"9999-12-31T23:59:59.999999Z"}"#,
      #"{"id":"1","text":"t","created_at":"0001-01-01T00:00:00.000001Z"}"#,
      #"{"id":"1","text":"t","created_at":"1969-12-31T23:59:59.999999+23:59"}"#,
      #"{"id":"1","text":"t","author":{"created_at":"2255-06-05T23:47:34.740993Z"}}"#,
      #"{"id":"1","text":"t","revision":4611686018427387904,"reports":9223372036854775807}"#,
      #"{"id":"1","text":"t","attachments":[1e400,-0,0.10,99999999999999999999999]}"#,
    ])
  func storedAsRead(_ line: String) throws {
    let read = try PostReader().read(line)
    let again = try PostReader().read(String(decoding: read.document, as: UTF8.self))
    #expect(again.document == read.document)
    #expect(again.author?.age == read.author?.age && again.author?.createdAt == read.author?.createdAt)
    #expect(again.createdAt == read.createdAt && again.revision == read.revision && again.reports == read.reports)
    #expect(again.warnings.isEmpty, "\(again.warnings)")
  }

  @Test(
    "RFC 3339, and nothing else",
    arguments: [
      ("2025-01-19T08:30:00Z", "2025-01-19T08:30:00Z"), ("2025-01-19T08:30:00+08:00", "2025-01-19T00:30:00Z"),
      ("2024-02-29t00:00:00.25z", "2024-02-29T00:00:00.250000Z"), ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"),
      ("2025-02-29T00:00:00Z", nil), ("2025-13-01T00:00:00Z", nil), ("2025-01-19", nil), ("2025-01-19T08:30:00", nil),
      ("9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"),
      ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"), ("0001-01-01T00:00:00+00:01", nil),
      ("2255-06-05T23:47:34.740993Z", "2255-06-05T23:47:34.740993Z"),
      ("1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z"), ("2025-01-19T25:00:00Z", nil),
      ("2025-01-19T08:30:00.Z", nil), ("", nil), ("２025-01-19T08:30:00Z", nil),
    ])
  func times(_ text: String, _ written: String?) {
    #expect(Timestamp(text)?.description == written)
  }
}
