using Microsoft.Extensions.Options;
using Orchestrator.Options;

namespace Orchestrator.Hosting;

/// <summary>
/// A host is not set up rightly. Each failure says what is wrong and what to do. Where it was thrown helps no one, so the exception prints
/// itself as its failures, one a line, without a stack.
/// </summary>
internal sealed class HostSetupException(IEnumerable<string> failures)
    : OptionsValidationException(Microsoft.Extensions.Options.Options.DefaultName, typeof(OrchestratorOptions), failures)
{
    public override string ToString() => $"This host cannot start:{string.Concat(Failures.Select(static failure => $"\n- {failure}"))}";
}
