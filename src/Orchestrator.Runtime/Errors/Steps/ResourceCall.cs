using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Orchestrator;

/// <summary>
/// A call of an external system by a method of a resource, for the message of its failure. It is kept beside the exception, whose type is
/// what classifiers of failures ask for.
/// </summary>
/// <param name="Resource">The name of the resource, as operators see it.</param>
/// <param name="Method">The method.</param>
/// <param name="IfNotFound">What is to do if the system answers that there is no such object; null for nothing.</param>
internal sealed record ResourceCall(string Resource, string Method, string? IfNotFound)
{
    private static readonly ConditionalWeakTable<Exception, ResourceCall> Failed = [];

    /// <summary>
    /// Whether the message of an exception needs the call: a failed request, an answer that is cut off, and one that is not the JSON that
    /// was expected. None of them says what was asked.
    /// </summary>
    internal static bool IsNamed(Exception exception) => exception is HttpRequestException or HttpIOException or JsonException;

    /// <summary>Finds the call that an exception has ended; null for none.</summary>
    internal static ResourceCall? FindFailed(Exception exception) => Failed.TryGetValue(exception, out var call) ? call : null;

    /// <summary>Notes that an exception has ended the call.</summary>
    internal void Fail(Exception exception) => Failed.AddOrUpdate(exception, this);

    /// <summary>Describes the failure.</summary>
    /// <param name="status">What the system answered; null if it did not answer.</param>
    /// <param name="address">The address that was called; null when no one knows.</param>
    /// <param name="words">The reason phrase, or what failed before there was an answer.</param>
    internal string Describe(HttpStatusCode? status, string? address, string words) =>
        status is not { } answered
            ? $"{Method} of '{Resource}' failed: {words}"
            : $"{Method} of '{Resource}' was answered with '{words}' ({(int)answered})"
                + $"{(address is null ? "" : $" by {address}")}."
                + (answered is HttpStatusCode.NotFound or HttpStatusCode.Gone && IfNotFound is { } todo ? $" {todo}" : "");
}
