using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Orchestrator.Generators.Tests.Infrastructure;

/// <summary>What one run of the generator made.</summary>
internal sealed record GeneratorRun(GeneratorDriver Driver, CSharpCompilation Input, Compilation Output, GeneratorDriverRunResult Result)
{
    /// <summary>The emitted files by hint name.</summary>
    public IReadOnlyDictionary<string, string> Files { get; } =
        Result
            .Results.SelectMany(static result => result.GeneratedSources)
            .ToDictionary(static source => source.HintName, static source => source.SourceText.ToString(), StringComparer.Ordinal);

    /// <summary>What our generator emitted, whichever ran beside it.</summary>
    public HashSet<SyntaxTree> Emitted { get; } = [.. RunReasons.Ours(Result).GeneratedSources.Select(static source => source.SyntaxTree)];

    public static GeneratorRun Of(GeneratorDriver driver, CSharpCompilation compilation)
    {
        var result = driver.GetRunResult();
        return new(driver, compilation, compilation.AddSyntaxTrees(result.GeneratedTrees), result);
    }

    /// <summary>The only emitted file whose name ends so.</summary>
    public string File(string ending) => Assert.Single(Files, file => file.Key.EndsWith(ending, StringComparison.Ordinal)).Value;

    /// <summary>Runs again after an edit of one source.</summary>
    public GeneratorRun After(int source, Func<string, string> edit)
    {
        var tree = Input.SyntaxTrees[source];
        var changed = GeneratorTest.Edit(tree, edit);
        Assert.NotEqual(tree.ToString(), changed.ToString());
        var compilation = Input.ReplaceSyntaxTree(tree, changed);
        return Of(Driver.RunGenerators(compilation, TestContext.Current.CancellationToken), compilation);
    }

    /// <summary>The emitted assembly as others reference it.</summary>
    public MetadataReference ToReference() => MetadataReference.CreateFromImage(Emit());

    public byte[] Emit()
    {
        using var stream = new MemoryStream();
        var result = Output.Emit(stream, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return stream.ToArray();
    }

    /// <summary>Loads the assembly, and those that it references in this order before it.</summary>
    public LoadedAssembly Load(params GeneratorRun[] references) => new([.. references.Append(this).Select(static run => run.Emit())]);
}
