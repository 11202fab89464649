using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Orchestrator.Generators.Tests.Infrastructure;

/// <summary>How test sources are compiled.</summary>
internal sealed record RunOptions
{
    public static RunOptions Default { get; } = new();

    public string AssemblyName { get; init; } = "Example";

    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Enable;

    public LanguageVersion Language { get; init; } = LanguageVersion.CSharp14;

    public OutputKind Kind { get; init; } = OutputKind.DynamicallyLinkedLibrary;

    /// <summary>The preprocessor symbols that are defined.</summary>
    public ImmutableArray<string> Symbols { get; init; } = [];

    /// <summary>The generators that run beside ours. None sees what another one emits.</summary>
    public ImmutableArray<ISourceGenerator> OtherGenerators { get; init; } = [];

    /// <summary>The build properties that the compiler sees; null for none.</summary>
    public BuildProperties? Properties { get; init; }

    public ImmutableArray<MetadataReference> MoreReferences { get; init; } = [];

    /// <summary>
    /// What the compiler is expected to say of the author's sources; anything else fails the test, and anything at all in an emitted file
    /// does.
    /// </summary>
    public ImmutableArray<string> ExpectedDiagnostics { get; init; } = [];

    /// <summary>The files beside the sources, by name.</summary>
    public ImmutableDictionary<string, string> AdditionalFiles { get; init; } = ImmutableDictionary<string, string>.Empty;

    public CSharpParseOptions ParseOptions => new(Language, DocumentationMode.Diagnose, preprocessorSymbols: Symbols);
}
