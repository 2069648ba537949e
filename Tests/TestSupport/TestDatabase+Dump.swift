import Foundation

extension TestDatabase {
  /// What pg_dump says of the schema `drawbridge`, without comments, settings and what differs from run to run.
  package func dumpedSchema() throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/pg_dump")
    process.arguments = ["--schema-only", "--schema=drawbridge", "--dbname", conninfo]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw POSIXError(.EIO) }
    return text.split(separator: "\n")
      .filter {
        !$0.hasPrefix("--") && !$0.hasPrefix("SET ") && !$0.hasPrefix("SELECT pg_catalog.set_config")
          && !$0.hasPrefix("\\")
      }
      .joined(separator: "\n") + "\n"
  }
}
