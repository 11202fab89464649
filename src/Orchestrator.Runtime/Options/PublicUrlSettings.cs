using Microsoft.Extensions.Options;

namespace Orchestrator.Options;

/// <summary>Refuses an address of the API to which no path of a callback can be added.</summary>
internal sealed class PublicUrlSettings : IValidateOptions<OrchestratorOptions>
{
    public ValidateOptionsResult Validate(string? name, OrchestratorOptions options) =>
        options.PublicUrl is not { } text || IsAddress(text)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{OrchestratorOptions.Section}:{nameof(options.PublicUrl)} is '{text}': write an address with http or https and without "
                    + "a query, like https://orchestrator.example.org, or remove it."
            );

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address is { Query: "", Fragment: "", UserInfo: "" };
}
