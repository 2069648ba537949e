import Foundation

/// Writes Swift that holds every `.sql` file below a folder: `SQLEmbedder FOLDER OUTPUT`, run by the build.
@main
enum SQLEmbedder {
  static func main() throws {
    let folder = URL(filePath: CommandLine.arguments[1])
    let output = URL(filePath: CommandLine.arguments[2])
    let files =
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?
      .compactMap { ($0 as? URL)?.resolvingSymlinksInPath() }.filter { $0.pathExtension == "sql" } ?? []
    let start = folder.resolvingSymlinksInPath().path.count + 1
    let items = try files.map { file in
      (path: String(file.path.dropFirst(start)), text: try String(contentsOf: file, encoding: .utf8))
    }
    .sorted { $0.path < $1.path }
    let source = """
      extension SchemaFile {
        /// Every file of `Schema/`, by path.
        static let all: [SchemaFile] = [
      \(items.map { "    SchemaFile(path: \(quoted($0.path)), digest: \(digest($0.text)), text: \(literal($0.text)))," }
        .joined(separator: "\n"))
        ]
      }

      """
    try source.write(to: output, atomically: true, encoding: .utf8)
  }

  /// FNV-1a of 64 bits over the UTF-8: tells that a file changed, and protects nothing.
  private static func digest(_ text: String) -> String {
    let hash = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    return "\(Int64(bitPattern: hash))"
  }

  private static func quoted(_ text: String) -> String { "#\"\(text)\"#" }

  /// A raw literal of several lines; no SQL of ours holds its delimiter.
  private static func literal(_ text: String) -> String {
    precondition(!text.contains("\"\"\"##") && !text.contains("\\##"), "a file holds the literal's own delimiter")
    return "##\"\"\"\n\(text)\n\"\"\"##"
  }
}
