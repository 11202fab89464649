namespace Orchestrator.Generators.Tests.Infrastructure;

/// <summary>The sources of the example that are about products and workflows.</summary>
internal static class SampleSources
{
    /// <summary>What the project file imports everywhere.</summary>
    public const string GlobalUsings = """
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

    /// <summary>What nodes consist of, beside their workflows, and a second product.</summary>
    private static readonly string[] OfNodes =
    [
        "Node.cs",
        "NodeBlock.cs",
        "InventoryBlock.cs",
        "Site.cs",
        "Vendor.cs",
        "L2vpn.cs",
        "VirtualCircuit.cs",
        "Sap.cs",
        "PortBlock.cs",
        "Customers.cs",
        "CustomerPage.cs",
        "SummaryPage.cs",
        "VlanRanges.cs",
        "INrmClient.cs",
        "NrmInterface.cs",
        "NrmNodeResource.cs",
        "NrmResource.cs",
    ];

    internal static readonly string Folder = Path.Combine(
        Path.GetDirectoryName(Path.GetDirectoryName(Snapshot.ProjectDirectory))!,
        "samples",
        "ExampleOrchestrator"
    );

    public static IReadOnlyList<string> All { get; } = Read(static _ => true);

    /// <summary>Those without the workflows of three products, for tests that compile them some times.</summary>
    public static IReadOnlyList<string> Some { get; } = Read(static file => FolderOf(file) is not ("CoreLinks" or "Nsistps" or "Nsip2ps"));

    /// <summary>Those that are about nodes, for tests that compile them often.</summary>
    public static IReadOnlyList<string> OfNode { get; } =
        Read(static file => FolderOf(file) == "Nodes" || OfNodes.Contains(Path.GetFileName(file)));

    /// <summary>The steps that the example has written down.</summary>
    public static string Unshipped { get; } = File.ReadAllText(Path.Combine(Folder, "Workflows.Unshipped.txt"));

    /// <summary>Those of the workflows of nodes.</summary>
    public static string UnshippedOfNode { get; } =
        string.Concat(
            Unshipped
                .Split('\n')
                .Where(static line =>
                    line.Contains("_node: ", StringComparison.Ordinal) || line.StartsWith("modify_sync_ports: ", StringComparison.Ordinal)
                )
                .Select(static line => line + "\n")
        );

    private static string? FolderOf(string file) => Path.GetFileName(Path.GetDirectoryName(file));

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
