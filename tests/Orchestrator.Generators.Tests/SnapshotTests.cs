using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class SnapshotTests
{
    [Fact]
    public void Every_snapshot_belongs_to_a_test()
    {
        var tests = typeof(SnapshotTests)
            .Assembly.GetTypes()
            .SelectMany(static type => type.GetMethods().Select(method => $"{type.Name}.{method.Name}"))
            .ToHashSet(StringComparer.Ordinal);
        var snapshots = Directory
            .EnumerateFiles(Snapshot.Folder, "*.verified.cs")
            .Select(static path => Path.GetFileName(path).Split('#')[0])
            .Distinct(StringComparer.Ordinal)
            .ToList();

        Assert.NotEmpty(snapshots);
        Assert.All(snapshots, snapshot => Assert.Contains(snapshot, tests));
    }
}
