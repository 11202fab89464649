using System.Reflection;

namespace Orchestrator.Tests.Support;

/// <summary>Where the sources and the built programs are.</summary>
public static class Repository
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    public static string Configuration { get; } = Metadata("Configuration");

    /// <summary>A program of the samples or the benches, as the build has left it.</summary>
    public static string Program(string name)
    {
        string[] folders = ["samples", "bench"];
        return folders
            .Select(folder => Path.Combine(Root, folder, name, "bin", Configuration, "net10.0", $"{name}.dll"))
            .Single(File.Exists);
    }

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
