import FoundationEssentials
import Glibc

/// Coverage-guided fuzzing of what reads untrusted bytes: `Deploy/fuzz` builds it with libFuzzer, which has a
/// `main` of its own, and names the target in the environment.
enum FuzzTargets {
  static let all: [any FuzzTarget.Type] = [
    RuleFileTarget.self, ExpressionTarget.self, FoldTarget.self, MatcherTarget.self,
    ScreeningTarget.self, PostTarget.self, LanguageTarget.self, LexiconTarget.self,
  ]

  static let names = all.map { $0.name }.joined(separator: " ")

  /// The target that DRAWBRIDGE_FUZZ_TARGET names; ends the program where there is none.
  static let chosen: any FuzzTarget.Type = {
    let name = getenv("DRAWBRIDGE_FUZZ_TARGET").map { String(cString: $0) }
    guard let target = all.first(where: { $0.name == name }) else {
      print("set DRAWBRIDGE_FUZZ_TARGET to one of: \(names)")
      exit(2)
    }
    return target
  }()
}

#if FUZZING
  /// libFuzzer's door (https://llvm.org/docs/LibFuzzer.html).
  @_cdecl("LLVMFuzzerTestOneInput")
  public func fuzzOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    FuzzTargets.chosen.run(Array(UnsafeBufferPointer(start: data, count: size)))
    return 0
  }
#else
  /// Without the fuzzer, a target runs on the files that are named: so is a crash looked at.
  @main
  struct Replay {
    static func main() {
      guard CommandLine.arguments.count > 1 else {
        print("usage: DRAWBRIDGE_FUZZ_TARGET=NAME FuzzTargets FILE …\ntargets: \(FuzzTargets.names)")
        exit(2)
      }
      for file in CommandLine.arguments.dropFirst() {
        guard let data = FileManager.default.contents(atPath: file) else {
          print("cannot read \(file)")
          exit(2)
        }
        FuzzTargets.chosen.run(Array(data))
        print("\(file): nothing found")
      }
    }
  }
#endif
