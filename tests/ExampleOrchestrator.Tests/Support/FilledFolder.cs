namespace ExampleOrchestrator.Tests.Support;

/// <summary>
/// The databases of an example after its first start. They are filled once per run of the tests; every example begins with a copy of them,
/// because to fill one takes longer than most tests.
/// </summary>
internal static class FilledFolder
{
    private static readonly Lazy<Task<DirectoryInfo>> Filled = new(FillAsync);

    /// <summary>Copies the databases to a folder.</summary>
    internal static async Task CopyToAsync(DirectoryInfo folder)
    {
        foreach (var file in (await Filled.Value).GetFiles())
        {
            file.CopyTo(Path.Combine(folder.FullName, file.Name));
        }
    }

    private static async Task<DirectoryInfo> FillAsync()
    {
        var folder = Directory.CreateTempSubdirectory("orchestrator-filled-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        await using var example = new Example { IsFilled = false };
        await example.InitializeAsync();

        // Nothing is being written any longer, so the files are whole when no program has them open.
        await example.KillHostAsync();
        await example.KillNrmAsync();
        foreach (var file in example.Folder.GetFiles("*.db*"))
        {
            file.CopyTo(Path.Combine(folder.FullName, file.Name));
        }

        return folder;
    }
}
