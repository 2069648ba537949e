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
    #expect(post.authorAge == 7200)
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
    "durations and times",
    arguments: [
      ("2h", 7200.0), ("30s", 30), ("1w", 604_800), ("1.5d", 129_600), ("2", nil), ("h", nil), ("2y", nil),
      ("-1h", nil),
    ])
  func durations(_ text: String, _ seconds: Double?) {
    #expect(DurationText.seconds(text) == seconds)
  }

  @Test(
    "RFC 3339, and nothing else",
    arguments: [
      ("2025-01-19T08:30:00Z", "2025-01-19T08:30:00Z"), ("2025-01-19T08:30:00+08:00", "2025-01-19T00:30:00Z"),
      ("2024-02-29t00:00:00.25z", "2024-02-29T00:00:00.250000Z"), ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"),
      ("2025-02-29T00:00:00Z", nil), ("2025-13-01T00:00:00Z", nil), ("2025-01-19", nil), ("2025-01-19T08:30:00", nil),
      ("2025-01-19T25:00:00Z", nil), ("2025-01-19T08:30:00.Z", nil), ("", nil), ("２025-01-19T08:30:00Z", nil),
    ])
  func times(_ text: String, _ written: String?) {
    #expect(Timestamp(text)?.description == written)
  }
}
