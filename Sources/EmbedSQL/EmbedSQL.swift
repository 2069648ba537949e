import Foundation
import PackagePlugin

/// Puts the files of `Schema/` into the module: a new migration or function is a new file and nothing else.
@main
struct EmbedSQL: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let folder = target.directoryURL.appending(path: "Schema")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?
      .compactMap { $0 as? URL }.filter { $0.pathExtension == "sql" }.sorted { $0.path < $1.path }
    let output = context.pluginWorkDirectoryURL.appending(path: "SchemaFile+All.swift")
    return [
      .buildCommand(
        displayName: "Embedding the schema's files", executable: try context.tool(named: "SQLEmbedder").url,
        arguments: [folder.path, output.path], inputFiles: files ?? [], outputFiles: [output])
    ]
  }
}
