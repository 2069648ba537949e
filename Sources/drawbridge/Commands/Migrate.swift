import ArgumentParser
import Postgres
import Store
import Text

struct Migrate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Bring a database to the schema that this program needs.",
    discussion:
      "Safe to run again. The login must be allowed to make roles and a schema; others wait for a moment at most.",
    subcommands: [Apply.self, Status.self], defaultSubcommand: Apply.self)

  struct Apply: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Apply what is missing (the default).")

    @OptionGroup var database: DatabaseOptions

    func run() throws {
      try DatabaseAccess.with(database, Places(), isMigrating: true) { db, access in
        let applied = try Migrator.migrate(db, isPrivateCluster: access.isPrivate)
        for migration in applied { print("applied \(migration.number): \(migration.name)") }
        try Migrator.check(db)
        if applied.isEmpty { print("the schema is up to date (\(Migration.all.count))") }
      }
    }
  }

  struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Say which schema the database has.")

    @Flag(name: .long, help: "One JSON object.") var json = false
    @OptionGroup var database: DatabaseOptions

    func run() throws {
      let version = try DatabaseAccess.with(database, Places(), isMigrating: true) { db, _ in try Migrator.version(db) }
      let wanted = Migration.all.count
      if json {
        var writer = JSONWriter()
        writer.object { out in
          out.member("schema", version)
          out.member("needed", wanted)
        }
        print(writer.text)
      } else {
        print("schema \(version), needed \(wanted)")
      }
      if version != wanted { throw ExitCode(ExitStatus.refused) }
    }
  }
}
