using System.Text.RegularExpressions;
using Orchestrator.Operations;
using Orchestrator.Tests.Support;

namespace Orchestrator.Tests;

/// <summary>
/// Which module of the runtime may know which other one, read from what the compiler made of them. A module is a folder. Authors need one
/// namespace for what they write, so its types are told apart by their folder, not by their namespace.
/// </summary>
public sealed partial class ModuleTests
{
    /// <summary>
    /// Every module, and all those that it knows. A module knows only such as stand above it, so no two know each other. Of every pair that
    /// is not here, neither direction is allowed.
    /// </summary>
    private static readonly (string Module, string Knows)[] Modules =
    [
        ("Text", ""),
        ("Errors", "Text"),
        ("Authoring", "Errors Text"),
        ("Options", "Errors Text Authoring"),
        ("Products", "Errors Text Authoring Options"),
        ("Composition", "Text Authoring Products"),
        ("Binding", "Errors Text Authoring Products"),
        ("ExternalResources", "Errors Text Authoring Products Binding"),
        ("Catalog", "Errors Text Authoring Options Products Binding"),
        ("Search", "Errors Authoring"),
        ("Processes", "Errors Text Authoring Options Products Binding Catalog"),
        ("Background", ""),
        ("Diagnostics", "Text Authoring Processes"),
        ("Forms", "Errors Text Authoring Options Products Binding Catalog Diagnostics"),
        ("Notifications", "Processes Background Diagnostics"),
        ("Storage", "Errors Text Authoring Options Products ExternalResources Catalog Search Processes Diagnostics Notifications"),
        (
            "Execution",
            "Errors Text Authoring Options Products Composition Binding ExternalResources Catalog Processes Background Diagnostics Forms "
                + "Notifications Storage"
        ),
        ("ExternalSystems", "Errors Options Binding ExternalResources Catalog Background Diagnostics Storage Execution"),
        ("Webhooks", "Options Background Diagnostics Storage Execution"),
        ("Dispatch", "Errors Text Authoring Options Catalog Processes Background Diagnostics Notifications Storage Execution"),
        (
            "Operations",
            "Errors Text Authoring Options Products Binding Catalog Search Processes Background Diagnostics Forms Notifications "
                + "Storage Execution Dispatch"
        ),
        (
            "Drift",
            "Errors Text Authoring Options Products Binding ExternalResources Catalog Processes Background Diagnostics "
                + "Notifications Storage Execution Operations"
        ),
        (
            "Schedules",
            "Errors Text Authoring Options Products Binding Catalog Processes Background Diagnostics Forms Notifications Storage "
                + "Execution Operations"
        ),
        (
            "BulkReconciles",
            "Errors Text Authoring Options Products Composition Binding Catalog Processes Diagnostics Forms Notifications Storage "
                + "Execution Operations"
        ),
        (
            "BulkOperations",
            "Errors Text Authoring Options Products Composition Binding Catalog Processes Diagnostics Forms Storage Execution Operations"
        ),
        (
            "BulkChecks",
            "Errors Text Authoring Options Products Composition Binding ExternalResources Catalog Processes Background "
                + "Diagnostics Forms Storage Execution Operations Drift Schedules BulkReconciles"
        ),
        (
            "DriftPolicies",
            "Errors Text Authoring Options Products Composition Binding ExternalResources Catalog Processes Diagnostics "
                + "Forms Notifications Storage Execution Operations Drift Schedules BulkReconciles BulkChecks"
        ),
        (
            "SystemTasks",
            "Errors Text Authoring Options Products Composition Binding Catalog Processes Diagnostics Forms Storage Execution Operations "
                + "Drift Schedules"
        ),
        ("Monitoring", "Errors Text Authoring Options Processes Diagnostics Storage Dispatch Operations"),
        (
            "Hosting",
            "Errors Text Authoring Options Products Binding ExternalResources Catalog Search Processes Background Diagnostics "
                + "Forms Notifications Storage Execution ExternalSystems Webhooks Dispatch Operations Drift Schedules BulkReconciles "
                + "BulkOperations BulkChecks DriftPolicies SystemTasks Monitoring"
        ),
    ];

    private static readonly string Source = Path.Combine(Repository.Root, "src", "Orchestrator.Runtime");

    private static readonly Dictionary<string, string> FolderOf = ReadFolders();

    private static readonly IReadOnlyList<ModuleReference> References = ModuleReferences.Read(typeof(IProcesses).Assembly);

    private static readonly (ModuleReference Reference, string Module, string Other)[] All =
    [
        .. References
            .Where(static reference =>
                FolderOf.ContainsKey(reference.Type) && FolderOf.ContainsKey(reference.OtherType) && IsOurs(reference.OtherModule)
            )
            .Select(static reference => (reference, FolderOf[reference.Type], FolderOf[reference.OtherType])),
    ];

    public static TheoryData<string> Names => [.. Modules.Select(static module => module.Module)];

    [Fact]
    public void Every_folder_is_in_the_table_below_all_that_it_knows()
    {
        var order = Modules.Select(static module => module.Module).ToList();

        Assert.Equal(order.Order(StringComparer.Ordinal), FolderOf.Values.Distinct().Order(StringComparer.Ordinal));
        Assert.All(
            Modules,
            module => Assert.All(Split(module.Knows), other => Assert.InRange(order.IndexOf(other), 0, order.IndexOf(module.Module) - 1))
        );
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_module_knows_only_those_that_the_table_allows(string module)
    {
        var known = All.Where(found => found.Module == module && found.Other != module)
            .ToLookup(static found => found.Other, static found => found.Reference);
        var allowed = Split(Modules.Single(known => known.Module == module).Knows);

        Assert.All(known, others => Assert.True(allowed.Contains(others.Key), $"{module} -> {others.Key}\n{string.Join('\n', others)}"));
    }

    [Theory]
    [InlineData("Microsoft.AspNetCore")]
    [InlineData("Npgsql")]
    [InlineData("Microsoft.Data.Sqlite")]
    [InlineData("Microsoft.EntityFrameworkCore.Sqlite")]
    [InlineData("SQLitePCL")]
    public void The_runtime_knows_neither_a_web_server_nor_a_kind_of_database(string other)
    {
        Assert.NotEmpty(References);
        Assert.DoesNotContain(References, reference => reference.OtherModule.StartsWith(other, StringComparison.Ordinal));
    }

    [Fact]
    public void Only_storage_and_those_who_commit_with_it_know_the_database_s_library()
    {
        string[] allowed =
        [
            "Storage",
            "Execution",
            "Schedules",
            "BulkReconciles",
            "BulkChecks",
            "BulkOperations",
            "DriftPolicies",
            "SystemTasks",
            "Monitoring",
            "Operations",
            "Hosting",
            "Errors",
        ];
        var knowing = References
            .Where(static reference =>
                FolderOf.ContainsKey(reference.Type)
                && reference.OtherModule.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)
            )
            .Select(static reference => FolderOf[reference.Type])
            .Distinct();

        Assert.DoesNotContain(knowing, module => !allowed.Contains(module));
    }

    /// <summary>
    /// The folder in which each type is declared. The names of the runtime's types are unique but for forms' pages and search results.
    /// </summary>
    private static Dictionary<string, string> ReadFolders()
    {
        var folders = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories))
        {
            var parts = Path.GetRelativePath(Source, file).Split(Path.DirectorySeparatorChar);
            if (parts.Length == 1 || parts[0] is "obj" or "bin")
            {
                continue;
            }

            foreach (Match declared in Declarations().Matches(File.ReadAllText(file)))
            {
                folders[declared.Groups["name"].Value] = parts[0];
            }
        }

        return folders;
    }

    private static bool IsOurs(string module) =>
        module == "Orchestrator"
        || module.StartsWith("Orchestrator.", StringComparison.Ordinal)
        || module == "Microsoft.Extensions.DependencyInjection";

    private static string[] Split(string names) => names.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(
        @"^\s*(?:public|internal)\s[\w\s]*?(?:class|record|struct|interface|enum|delegate\s+[\w<>?\[\], ]+)\s+(?<name>\w+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Declarations();
}
