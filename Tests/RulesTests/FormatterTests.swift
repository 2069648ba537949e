import Rules
import Testing

@Suite("The layout of rule files")
struct FormatterTests {
  @Test(
    "one way, comments kept",
    arguments: [
      ("a:  1  \r\nb: [x,y ,  z]\r\n", "a:  1\nb: [x, y, z]\n"),
      ("#note\na: { b: 1,c: 2 } #why\n\n\n\n", "# note\na: {b: 1, c: 2} #why\n"),
      ("a: { b: 1, c: \"x,  y\" }   # kept   as is\n", "a: {b: 1, c: \"x,  y\"}   # kept   as is\n"),
      ("a: don't [ touch ]  this\n", "a: don't [ touch ]  this\n"),
      ("a: |\n  x,y  \n\n\n  [ z ]\nb: 1\n", "a: |\n  x,y  \n\n\n  [ z ]\nb: 1\n"),
      ("a: \"one\n   two,three\"\nb: [ 1 ]\n", "a: \"one\n   two,three\"\nb: [1]\n"),
      (
        "pack: a\nlists:\n  x: {entries: [ 加微信,微信 ]}\nrules:\n  # first\n  - id: a\n    then: {hold: true}\n  # second\n  - id: b\n",
        "pack: a\n\nlists:\n  x: {entries: [加微信, 微信]}\n\nrules:\n  # first\n  - id: a\n    then: {hold: true}\n\n  # second\n  - id: b\n"
      ),
      ("rules:\n  - {id: a}\n  - {id: b}\n", "rules:\n  - {id: a}\n  - {id: b}\n"),
      (
        "a:\n  - [ 1,\n      2 ]\n  - 'it''s, so'\n", "a:\n  - [1,\n      2]\n  - 'it''s, so'\n"
      ),
    ])
  func layout(_ before: String, _ after: String) throws {
    let formatted = try RuleFormatter.yaml(before, file: "f")
    #expect(formatted == after)
    #expect(try RuleFormatter.yaml(formatted, file: "f") == formatted)
  }

  @Test("list files")
  func lists() {
    #expect(RuleFormatter.list("\u{FEFF}a \r\n\r\n\r\n# c\r\n b\tlang=zh  \r\n\r\n") == "a\n\n# c\nb\tlang=zh\n")
    #expect(RuleFormatter.list("") == "")
  }

  @Test("what cannot be read is told with its place")
  func broken() {
    #expect(throws: RuleFileIssue.self) { try RuleFormatter.yaml("a: [", file: "f") }
  }
}
