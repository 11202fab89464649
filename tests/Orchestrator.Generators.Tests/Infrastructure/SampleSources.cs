namespace Orchestrator.Generators.Tests.Infrastructure;

/// <summary>The sources of the example that are about products and workflows.</summary>
internal static class SampleSources
{
    // What the project file imports everywhere.
    private const string GlobalUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Orchestrator;
        global using static Orchestrator.Workflow;
        """;

    private static readonly string[] Folders = ["Products", "Workflows", "Nrm"];

    // The client and the host of the resource manager are about neither products nor workflows, and need packages of their own.
    private static readonly string[] Others = ["EmbeddedResourceManager.cs", "NrmClient.cs", "NrmServiceCollectionExtensions.cs"];

    // Those in the sources that are about nodes.
    private static readonly string[] OfNodes = ["_node: ", "modify_sync_ports: ", "task_find_nrm_orphans: "];

    private static readonly string Folder = Path.Combine(
        Path.GetDirectoryName(Path.GetDirectoryName(Snapshot.ProjectDirectory))!,
        "samples",
        "ExampleOrchestrator"
    );

    public static IReadOnlyList<string> All { get; } = Read(static _ => true);

    /// <summary>Those that are about nodes, for tests that compile them often.</summary>
    public static IReadOnlyList<string> OfNode { get; } =
        Read(static file =>
            Path.GetFileName(Path.GetDirectoryName(file)) is not ("Ports" or "CoreLinks" or "L2vpns" or "Nsistps" or "Nsip2ps")
        );

    /// <summary>The steps that the example has written down.</summary>
    public static string Unshipped { get; } = File.ReadAllText(Path.Combine(Folder, "Workflows.Unshipped.txt"));

    /// <summary>Those of the workflows of nodes.</summary>
    public static string UnshippedOfNode { get; } =
        string.Concat(
            Unshipped
                .Split('\n')
                .Where(static line => OfNodes.Any(workflow => line.Contains(workflow, StringComparison.Ordinal)))
                .Select(static line => line + "\n")
        );

    private static IReadOnlyList<string> Read(Func<string, bool> isWanted) =>
        [
            .. Folders
                .SelectMany(static folder => Directory.GetFiles(Path.Combine(Folder, folder), "*.cs", SearchOption.AllDirectories))
                .Where(file => !Others.Contains(Path.GetFileName(file)) && isWanted(file))
                .Order(StringComparer.Ordinal)
                .Select(File.ReadAllText)
                .Append(GlobalUsings),
        ];
}
