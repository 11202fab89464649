using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Orchestrator.Options;

namespace Orchestrator.Api.Settings;

/// <summary>
/// The settings of the engine with their values. A text is a secret until it is known not to be one, so that a setting that is added later
/// is not shown by oversight; a connection string is one as a whole.
/// </summary>
internal static class SettingsOverview
{
    private const string Hidden = "**********";
    private const string Separator = "__";

    /// <summary>The texts that are shown.</summary>
    private static readonly HashSet<string> Shown = new(StringComparer.Ordinal) { nameof(OrchestratorOptions.Provider) };

    internal static IReadOnlyList<SettingsGroupDto> Write(OrchestratorOptions options) =>
        [
            new(
                OrchestratorOptions.Section,
                [.. Write(OrchestratorOptions.Section, options).OrderBy(static variable => variable.Name, StringComparer.Ordinal)]
            ),
        ];

    /// <summary>The settings of an object, each called as the environment variable that sets it.</summary>
    private static IEnumerable<SettingDto> Write(string prefix, object options)
    {
        foreach (var property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var name = $"{prefix}{Separator}{property.Name}";
            var value = property.GetValue(options);
            if (value is null or string or ValueType or IEnumerable)
            {
                yield return new(name, Write(property, value));
                continue;
            }

            foreach (var inner in Write(name, value))
            {
                yield return inner;
            }
        }
    }

    private static JsonNode? Write(PropertyInfo property, object? value) =>
        value is string text && !Shown.Contains(property.Name) ? Hide(text) : Write(value);

    // That one is empty is not a secret, and what someone who looks for a fault wants to know.
    private static JsonValue Hide(string text) => JsonValue.Create(text.Length == 0 ? text : Hidden);

    private static JsonNode? Write(object? value) =>
        value switch
        {
            null => null,
            bool flag => flag,
            int number => number,
            long number => number,
            double number => number,
            IDictionary entries => new JsonObject(
                entries.Keys.Cast<object>().Select(key => KeyValuePair.Create($"{key}", Write(entries[key])))
            ),
            string text => text,
            IEnumerable items => new JsonArray([.. items.Cast<object>().Select(Write)]),
            IFormattable formattable => formattable.ToString(format: null, CultureInfo.InvariantCulture),
            _ => new JsonObject(
                value
                    .GetType()
                    .GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    .Select(property => KeyValuePair.Create(property.Name, Write(property, property.GetValue(value))))
            ),
        };
}
