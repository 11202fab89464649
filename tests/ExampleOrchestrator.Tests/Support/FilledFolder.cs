using System.Net;

namespace ExampleOrchestrator.Tests.Support;

/// <summary>
/// The databases of an example after its first start. They are filled once per run of the tests; every example begins with a copy of them,
/// because to fill one takes longer than most tests.
/// </summary>
internal static class FilledFolder
{
    private static readonly Lazy<Task<FirstStart>> Filled = new(FillAsync);

    /// <summary>The start that has filled them.</summary>
    internal static Task<FirstStart> StartedAsync() => Filled.Value;

    /// <summary>Copies the databases to a folder.</summary>
    internal static async Task CopyToAsync(DirectoryInfo folder)
    {
        foreach (var file in (await Filled.Value).Folder.GetFiles())
        {
            file.CopyTo(Path.Combine(folder.FullName, file.Name));
        }
    }

    private static async Task<FirstStart> FillAsync()
    {
        var folder = Directory.CreateTempSubdirectory("orchestrator-filled-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        await using var example = new Example { IsFilled = false };
        await example.InitializeAsync();

        var output = example.Output;

        // Nothing is being written any longer, so the files are whole when no program has them open.
        await example.KillHostAsync();
        await example.KillNrmAsync();
        foreach (var file in example.Folder.GetFiles("*.db*"))
        {
            file.CopyTo(Path.Combine(folder.FullName, file.Name));
        }

        return new(folder, output, example.EarlyAnswers);
    }
}

/// <summary>A first start of the example.</summary>
/// <param name="Folder">The databases that it has filled.</param>
/// <param name="Output">What it has printed.</param>
/// <param name="EarlyAnswers">What it has answered to a request for an id while it filled them.</param>
internal sealed record FirstStart(DirectoryInfo Folder, string Output, IReadOnlyList<(HttpStatusCode Status, string Text)> EarlyAnswers);
