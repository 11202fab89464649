using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Orchestrator.Generators.Tests.Infrastructure;

/// <summary>How test sources are compiled.</summary>
internal sealed record RunOptions
{
    public static RunOptions Default { get; } = new();

    public string AssemblyName { get; init; } = "Example";

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    public ImmutableArray<MetadataReference> MoreReferences { get; init; } = [];

    /// <summary>What the compiler is expected to say of the author's sources; anything else fails the test, and anything at all in an emitted file does.</summary>
    public ImmutableArray<string> ExpectedDiagnostics { get; init; } = [];

    /// <summary>The files beside the sources, by name.</summary>
    public ImmutableDictionary<string, string> AdditionalFiles { get; init; } = ImmutableDictionary<string, string>.Empty;
}
