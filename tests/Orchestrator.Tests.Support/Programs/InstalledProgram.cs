namespace Orchestrator.Tests.Support;

/// <summary>
/// Programs that the pages type and the .NET SDK does not bring. A test that types one is skipped on a machine without it; with
/// <c>CI=true</c> it fails.
/// </summary>
public static class InstalledProgram
{
    /// <summary>Skips the test, or fails it in CI, where a program is not on the path.</summary>
    public static void Require(string program)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (folders.Any(folder => File.Exists(Path.Combine(folder, program))))
        {
            return;
        }

        var reason = $"The program '{program}' is not installed. Install it to run this test.";
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", reason);
        Assert.Skip(reason);
    }
}
