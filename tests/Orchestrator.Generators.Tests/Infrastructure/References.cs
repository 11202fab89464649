using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Orchestrator.Generators.Tests.Infrastructure;

/// <summary>
/// What test sources are compiled against: the runtime, what it references, and what holds the types that those have in their signatures.
/// The whole framework is three times as many assemblies, and each compilation asks each of them for each name that it looks up.
/// </summary>
internal static class References
{
    private static readonly ImmutableHashSet<string> Wanted =
    [
        "netstandard",
        "System.Collections.NonGeneric",
        "System.Console",
        "System.Net.Security",
        "System.ObjectModel",
        "System.Private.CoreLib",
        "System.Private.Uri",
        "System.Runtime.Numerics",
        "System.Threading.Thread",
        "System.Threading.ThreadPool",
        .. typeof(Workflow)
            .Assembly.GetReferencedAssemblies()
            .Select(static reference => reference.Name!)
            .Where(static name =>
                name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)
            ),
        typeof(Workflow).Assembly.GetName().Name!,
    ];

    public static ImmutableArray<MetadataReference> All { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(static path => Wanted.Contains(Path.GetFileNameWithoutExtension(path)))
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];
}
