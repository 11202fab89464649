using System.Reflection;
using System.Runtime.CompilerServices;

namespace Orchestrator.Generators.Tests.Infrastructure;

/// <summary>
/// Compares emitted files with accepted ones, <c>Snapshots/Class.Method#hint.verified.cs</c>. <c>UPDATE_SNAPSHOTS=1</c> accepts what is
/// emitted.
/// </summary>
internal static class Snapshot
{
    private static readonly bool Accepts = Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1";

    /// <summary>Where the sources of the tests are.</summary>
    public static string ProjectDirectory { get; } =
        typeof(Snapshot)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(static data => data.Key == "ProjectDirectory")
            .Value!;

    public static string Folder { get; } = Path.Combine(ProjectDirectory, "Snapshots");

    public static void Match(GeneratorRun run, [CallerFilePath] string file = "", [CallerMemberName] string method = "")
    {
        var test = Path.GetFileNameWithoutExtension(file.Replace('\\', '/')) + "." + method;
        var emitted = run.Files.ToDictionary(
            source => $"{test}#{source.Key[..^".cs".Length]}.verified.cs",
            static source => $"//HintName: {source.Key}\n{source.Value}",
            StringComparer.Ordinal
        );
        Directory.CreateDirectory(Folder);
        var known = Directory.EnumerateFiles(Folder, test + "#*.verified.cs").Select(Path.GetFileName).ToList();
        var failures = emitted
            .Select(static file => Compare(file.Key, file.Value))
            .Concat(known.Where(name => !emitted.ContainsKey(name!)).Select(static name => Orphaned(name!)))
            .OfType<string>()
            .ToList();
        Assert.True(failures.Count == 0, string.Join("\n", failures));
    }

    private static string? Compare(string name, string actual)
    {
        var path = Path.Combine(Folder, name);
        var received = path.Replace(".verified.", ".received.", StringComparison.Ordinal);
        var expected = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : null;
        if (expected == actual || Accepts)
        {
            File.Delete(received);
            if (expected != actual)
            {
                File.WriteAllText(path, actual);
            }

            return null;
        }

        File.WriteAllText(received, actual);
        return $"{name}: {FirstDifference(expected, actual)} Look at the .received. file beside it, and accept it with UPDATE_SNAPSHOTS=1.";
    }

    private static string FirstDifference(string? expected, string actual)
    {
        if (expected is null)
        {
            return "there is no such snapshot.";
        }

        var (left, right) = (expected.Split('\n'), actual.Split('\n'));
        var line = Enumerable
            .Range(0, Math.Max(left.Length, right.Length))
            .First(i => left.ElementAtOrDefault(i) != right.ElementAtOrDefault(i));
        return $"line {line + 1} is\n  {right.ElementAtOrDefault(line) ?? "(the end)"}\nand was\n  "
            + $"{left.ElementAtOrDefault(line) ?? "(the end)"}\n";
    }

    private static string? Orphaned(string name)
    {
        if (!Accepts)
        {
            return $"{name} is no longer emitted. Delete it, or let UPDATE_SNAPSHOTS=1 do so.";
        }

        File.Delete(Path.Combine(Folder, name));
        return null;
    }
}
