using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Orchestrator.Generators.Tests.Infrastructure;

/// <summary>What test sources are compiled against: the framework that runs the tests, and the runtime.</summary>
internal static class References
{
    public static ImmutableArray<MetadataReference> All { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(static path => IsWanted(Path.GetFileNameWithoutExtension(path)))
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    private static bool IsWanted(string name) =>
        name is "netstandard" or "Orchestrator.Runtime"
        || name.StartsWith("System.", StringComparison.Ordinal)
        || name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal);
}
