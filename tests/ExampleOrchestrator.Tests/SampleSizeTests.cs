using System.Globalization;

namespace ExampleOrchestrator.Tests;

/// <summary>The example shows that an author writes little.</summary>
public sealed class SampleSizeTests
{
    /// <summary>Half of the lines that the original example has for the same products in Python.</summary>
    private const int MaxLines = 1_700;

    /// <summary>
    /// Lines that a person wrote: those of all C# files in both folders, helpers included, without blank lines. There are no licence
    /// headers, and nothing that the build emits is in these folders.
    /// </summary>
    [Fact]
    public void Products_and_workflows_have_at_most_half_the_lines_of_the_original()
    {
        var sample = Path.Combine(Repository.Root, "samples", "ExampleOrchestrator");
        string[] folders = ["Products", "Workflows"];
        var lines = folders
            .Select(folder => Path.Combine(sample, folder))
            .SelectMany(static folder => Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories))
            .SelectMany(File.ReadLines)
            .Count(static line => !string.IsNullOrWhiteSpace(line));

        Assert.InRange(lines, 1, MaxLines);
        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"{lines:N0} lines"),
            File.ReadAllText(Path.Combine(sample, "README.md")),
            StringComparison.Ordinal
        );
    }
}
