import Foundation
import Glibc
import Rules
import Testing

@Suite("A rules folder holds its own files")
struct RuleFolderTests {
  private static let pack =
    "drawbridge: 1\npack: a\nowner: \"@t\"\nlists: {bad: {match: phrase, file: lists/bad.txt}}\n"

  private func errors(_ folder: Folder) -> [RuleFileIssue] { RuleFiles(folder: folder.path).issues }

  private func link(_ path: String, to target: String) { #expect(symlink(target, path) == 0, "\(path)") }

  @Test(
    "what leads out of it is refused by name, and nothing of it is read",
    arguments: [
      "lists/evil.txt", "packs/evil.yaml", "lists/aliases/evil.txt", "measured.yaml", "lists/link-of-link.txt",
    ])
  func linksOut(_ path: String) throws {
    let folder = try Folder(Self.pack, lists: ["bad.txt": "word\n"])
    let secret = folder.path + "-secret"
    defer { unlink(secret) }
    try "root:x:0".write(toFile: secret, atomically: true, encoding: .utf8)
    mkdir(folder.path + "/lists/aliases", 0o755)
    if path.contains("link-of-link") {
      link(folder.path + "/lists/between.dat", to: secret)
      link(folder.path + "/" + path, to: "between.dat")
    } else {
      link(folder.path + "/" + path, to: secret)
    }
    let files = RuleFiles(folder: folder.path)
    #expect(files.issues.map(\.code) == ["leads-out"] && files.issues.first?.place.file == path)
    #expect(!files.texts.values.contains { $0.contains("root") })
    #expect(throws: BrokenRulebook.self) { try Rulebook(files) }
  }

  @Test("a folder in it that leads out is refused; links inside it, and the folder itself as a link, are fine")
  func folders() throws {
    let folder = try Folder(Self.pack, lists: ["bad.txt": "word\n", "real.dat": "other\n"])
    link(folder.path + "/lists/inside.txt", to: "real.dat")
    #expect(errors(folder).isEmpty)
    let whole = folder.path + "-link"
    link(whole, to: folder.path)
    defer { unlink(whole) }
    #expect(try Rulebook(folder: whole).files["lists/inside.txt"] == "other\n")
    let outside = try Folder(Self.pack, lists: ["secret.txt": "root:x:0\n"])
    link(folder.path + "/lists/aliases", to: outside.path + "/lists")
    #expect(errors(folder).map(\.code) == ["leads-out"] && errors(folder).first?.place.file == "lists/aliases")
  }

  @Test("a FIFO, a device, a folder and a link to nothing are refused, and nobody waits for them")
  func noFiles() throws {
    let folder = try Folder(Self.pack, lists: ["bad.txt": "word\n"])
    #expect(mkfifo(folder.path + "/lists/pipe.txt", 0o600) == 0)
    mkdir(folder.path + "/lists/folder.txt", 0o755)
    link(folder.path + "/lists/nothing.txt", to: "no-such-file")
    link(folder.path + "/lists/zero.txt", to: "/dev/zero")
    let found = errors(folder).map { "\($0.place.file) \($0.code)" }.sorted()
    #expect(
      found == [
        "lists/folder.txt not-a-file", "lists/nothing.txt unreadable", "lists/pipe.txt not-a-file",
        "lists/zero.txt leads-out",
      ])
  }

  @Test("a byte order mark is no part of a file, and places count from behind it")
  func byteOrderMark() throws {
    let folder = try Folder(
      "\u{FEFF}" + Self.pack, community: "\u{FEFF}" + Folder.community, lists: ["bad.txt": "\u{FEFF}word\n"])
    #expect(try Rulebook(folder: folder.path).lists.first?.entries.map(\.value.text) == ["word"])
    let broken = try Folder("\u{FEFF}drawbridge: 1\npack: a\nowner: \"@t\"\nrulse: []\n")
    let error = #expect(throws: BrokenRulebook.self) { try Rulebook(folder: broken.path) }
    #expect(error?.issues.first?.place.description == "packs/a.yaml:4:1")
  }

  @Test("a name in an error ends no line")
  func visibleNames() throws {
    let folder = try Folder(Self.pack, lists: ["bad.txt": "word\n"])
    link(folder.path + "/lists/x\nroot: error.txt", to: "/etc/hostname")
    let lines = errors(folder).map(\.description).joined(separator: "\n").split(separator: "\n")
    #expect(lines.count == 2 && lines[0].contains("↵") && lines[1].hasPrefix("    fix: "))
  }
}
