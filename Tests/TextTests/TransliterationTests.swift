import Testing
import Text

@Suite("Words in Latin letters")
struct TransliterationTests {
  @Test(
    "scripts that nothing else reads",
    arguments: [("สวัสดี", "s̄wạs̄dī"), ("привет", "privet"), ("नमस्ते", "namastē"), ("Ελλάδα", "Elláda"), ("שלום", "şlwm")])
  func words(_ word: String, _ latin: String) {
    let read = Transliteration.latin(of: word)
    #expect(read?.unicodeScalars.allSatisfy { $0.value < 0x370 || $0.value >= 0x1E00 && $0.value < 0x2100 } == true)
    #expect(read == latin)
  }

  @Test("nothing, Latin letters and what is too long have none")
  func none() {
    #expect(Transliteration.latin(of: "") == nil)
    #expect(Transliteration.latin(of: "hello") == nil)
    #expect(Transliteration.latin(of: String(repeating: "я", count: 1000)) == nil)
    #expect(Transliteration.latin(of: String(repeating: "㍻", count: 48)) != "")
  }
}
