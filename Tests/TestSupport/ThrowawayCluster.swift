import Foundation
package import Postgres

/// A cluster of a test's own, for what happens to whole servers: crashes, restores.
package struct ThrowawayCluster: Sendable {
  package let cluster: PrivateCluster
  package let conninfo: String
  private let use: PrivateCluster.Use

  /// Makes and starts it; 2 s.
  package init(isDurable: Bool = false) throws {
    var template = Array("/tmp/drawbridge-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw POSIXError(.EIO) }
    chmod(template, 0o755)
    let home = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    cluster = PrivateCluster(home: home, isDurable: isDurable, trustsEverybody: true)
    use = try cluster.use()
    conninfo = try use.conninfo(database: "drawbridge")
  }

  /// Stops it and deletes everything.
  package func destroy() {
    try? cluster.destroy()
    rmdir(cluster.home)
  }
}

/// `pg_dump` and `psql` of the server that the tests run on.
package enum Dump {
  /// The whole database as SQL.
  package static func text(of conninfo: String) throws -> String {
    let folder = try PrivateCluster.serverPrograms()
    return try run([folder + "/pg_dump", "--dbname", conninfo])
  }

  /// Restores a dump of the database at `conninfo` into the empty one of `cluster`, with the roles that it needs.
  package static func copy(from conninfo: String, to cluster: ThrowawayCluster) throws {
    let folder = try PrivateCluster.serverPrograms()
    let roles = try run([folder + "/pg_dumpall", "--roles-only", "--dbname", conninfo])
    let file = cluster.cluster.home + "/dump.sql"
    try (roles + "\n" + text(of: conninfo)).write(toFile: file, atomically: true, encoding: .utf8)
    _ = try run([folder + "/psql", "-q", "-X", "--dbname", cluster.conninfo, "-f", file])
    try FileManager.default.removeItem(atPath: file)
  }

  /// Restores a dump of the database at `conninfo` into the empty one at `target`, of a server that has the roles.
  package static func copy(from conninfo: String, to target: TestDatabase) throws {
    let folder = try PrivateCluster.serverPrograms()
    let file = FileManager.default.temporaryDirectory.appending(path: "drawbridge-\(UUID().uuidString).sql")
    try text(of: conninfo).write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    _ = try run([folder + "/psql", "-q", "-X", "--dbname", target.conninfo, "-f", file.path])
  }

  private static func run(_ arguments: [String]) throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: arguments[0])
    process.arguments = Array(arguments.dropFirst())
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw POSIXError(.EIO) }
    return String(decoding: data, as: UTF8.self)
  }
}
