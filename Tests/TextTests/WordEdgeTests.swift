import Testing
import Text

@Suite("Word edges")
struct WordEdgeTests {
  /// A text in which the word in question stands between bars.
  struct Marked: CustomTestStringConvertible, Sendable {
    var marked: String
    var isWord: Bool
    var testDescription: String { "\(marked) \(isWord ? "is" : "is not") a word" }

    init(_ marked: String, _ isWord: Bool) {
      self.marked = marked
      self.isWord = isWord
    }

    var raw: [UInt32] { scalars(marked).filter { $0 != 0x7C } }
    var range: Range<Int> {
      let bars = scalars(marked).indices.filter { scalars(marked)[$0] == 0x7C }
      return bars[0]..<bars[1] - 1
    }
  }

  @Test(
    "a word of any script stands alone where its neighbours differ in class",
    arguments: [
      Marked("想学画画的|加微信|聊", true), Marked("相互|フォロバ|します", true), Marked("이|바보|야", true),
      Marked("你真|sb|啊", true), Marked("u|sb|", false), Marked("|sb|er", false), Marked("cl|ass|", false),
      Marked("a |sb| c", true), Marked("|sb|", true), Marked("|加v|x", false), Marked("|加v|领", true),
      Marked("|加v|5", true), Marked("路|口交|通", true), Marked("no|1|", true), Marked("1|1|", false),
      Marked("|wechat|！", true), Marked("@|sb|_x", true), Marked("при|вет|", false), Marked("при|wet|", true),
      Marked("sa|lam|", false), Marked("سل|ام|", false), Marked("नम|स्ते|", false), Marked("กิน|ข้าว|", true),
      Marked("ກິນ|ເຂົ້າ|", true), Marked("|ភាសា|ខ្មែរ", true), Marked("|မြန်မာ|စာ", true),
      Marked("|カメラ|マン", true), Marked("カメ|ラ|ー", true), Marked("|ラー|メン", true), Marked("|かな|カナ", true),
      Marked("ｶﾞ|ﾗ|ｰ", true), Marked("a|ー|b", true), Marked("😀|sb|😀", true), Marked("①|sb|", true),
      Marked("u\u{200B}|sb|", false), Marked("u|\u{200B}sb|", false), Marked("|sb|\u{200D}er", false),
      Marked("|sb|\u{200B}", true), Marked("\u{FEFF}|sb|", true),
    ])
  func words(_ row: Marked) { #expect(WordEdge.isWord(row.range, in: row.raw) == row.isWord) }

  @Test(
    "a mark belongs to the letter that it stands on",
    arguments: [
      Marked("|cafe|\u{301}", false), Marked("|cafe\u{301}|", true), Marked("|cafe\u{301}|s", false),
      Marked("e\u{301}|sb|", false), Marked("信\u{301}|sb|", true), Marked("|sb|\u{301}啊", false),
      Marked("!\u{301}|sb|", true), Marked("\u{301}|sb|", true),
    ])
  func marks(_ row: Marked) { #expect(WordEdge.isWord(row.range, in: row.raw) == row.isWord) }

  @Test("both ends of a text are edges, an empty text has one")
  func ends() {
    #expect(WordEdge.isEdge(at: 0, in: []))
    #expect(WordEdge.isEdge(at: 0, in: scalars("ab")))
    #expect(WordEdge.isEdge(at: 2, in: scalars("ab")))
    #expect(!WordEdge.isEdge(at: 1, in: scalars("ab")))
  }

  @Test("a long run of marks or invisible characters is not followed for ever")
  func longRuns() {
    let far = [0x75] + [UInt32](repeating: 0x200B, count: 100_000) + scalars("sb")
    #expect(WordEdge.isEdge(at: far.count - 2, in: far))
    let near = [0x75] + [UInt32](repeating: 0x200B, count: 20) + scalars("sb")
    #expect(!WordEdge.isEdge(at: near.count - 2, in: near))
  }
}
