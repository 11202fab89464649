using System.Text.Json;
using System.Text.RegularExpressions;

namespace Orchestrator.Operations;

/// <summary>
/// Says to an external system what is wrong with its result, without the types of the application that reads it. System.Text.Json names a
/// member that is missing, or null, only in its message; to any other value it gives the path.
/// </summary>
internal static partial class CallbackResultFault
{
    private const int MaxPathLength = 200;

    /// <summary>Makes the refusal of a result.</summary>
    internal static InvalidRequestException Refuse(StateException problem) =>
        new("callback_result_invalid", $"The result cannot be read: {Describe(problem.InnerException as JsonException)}. Send it again.");

    private static string Describe(JsonException? fault) =>
        fault is null ? "it is null, or of another kind than the workflow expects"
        : Missing().Match(fault.Message) is { Success: true } missing ? $"it has no {missing.Groups[1].Value}"
        : NotNull().Match(fault.Message) is { Success: true } member ? $"'{member.Groups[1].Value}' is null"
        : $"the value at '{StorableText.Start(fault.Path ?? "$", MaxPathLength)}' is of another kind than the workflow expects";

    [GeneratedRegex(@"missing required properties including: ('[^']+'(?:, '[^']+')*)")]
    private static partial Regex Missing();

    [GeneratedRegex(@"^The (?:constructor parameter|property or field) '([^']+)' on type .* doesn't allow")]
    private static partial Regex NotNull();
}
