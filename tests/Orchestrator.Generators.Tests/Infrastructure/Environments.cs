using System.Globalization;

namespace Orchestrator.Generators.Tests.Infrastructure;

/// <summary>Numbers that a developer or CI sets for a run of the tests.</summary>
internal static class Environments
{
    /// <summary>A number of the environment; another one where it is not set.</summary>
    public static int Read(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
