using System.Reflection;
using System.Text.RegularExpressions;

namespace Orchestrator.Generators.Tests.Infrastructure;

/// <summary>A page of the documentation that shows what an author writes.</summary>
internal static partial class DocumentationPage
{
    /// <summary>The samples of C# on a page, in its order.</summary>
    /// <param name="name">The file in <c>docs</c>.</param>
    internal static IReadOnlyList<string> SamplesOf(string name)
    {
        var root = typeof(DocumentationPage)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(static attribute => attribute.Key == "RepositoryRoot")
            .Value!;
        return [.. Samples().Matches(File.ReadAllText(Path.Combine(root, "docs", name))).Select(static sample => sample.Groups[1].Value)];
    }

    /// <summary>Compiles a sample by itself, and fails when a rule reports anything about it.</summary>
    internal static async Task AssertIsRightAsync(string sample)
    {
        var source = GeneratorTest.Author(sample);

        GeneratorTest.Run(source);
        Assert.Empty(await AnalyzerTest.FindAsync(RunOptions.Default, source));
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Samples();
}
