using System.Reflection;

namespace ExampleOrchestrator.Tests.Support;

/// <summary>Where the sources and the built programs are.</summary>
public static class Repository
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    public static string Configuration { get; } = Metadata("Configuration");

    public static string Program(string name) => Path.Combine(Root, "samples", name, "bin", Configuration, "net10.0", $"{name}.dll");

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
