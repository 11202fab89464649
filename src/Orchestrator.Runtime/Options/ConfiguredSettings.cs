using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Orchestrator.Options;

/// <summary>
/// Refuses what the configuration says and the options do not take: a name that is not a setting, a key that is not a target, a text where
/// a number belongs. The binder would pass over most of that without a word, and the host would run with other settings than its operator
/// reads.
/// </summary>
internal sealed class ConfiguredSettings(IConfigurationSection section) : IValidateOptions<OrchestratorOptions>
{
    public ValidateOptionsResult Validate(string? name, OrchestratorOptions options)
    {
        string[] problems = [.. FindProblemsBelow(section, typeof(OrchestratorOptions))];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    /// <summary>Looks at a section that has a setting for each property of a type.</summary>
    private static IEnumerable<string> FindProblemsBelow(IConfigurationSection group, Type type)
    {
        var settings = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .ToDictionary(static property => property.Name, static property => property.PropertyType, StringComparer.OrdinalIgnoreCase);
        return group
            .GetChildren()
            .SelectMany(setting =>
                settings.TryGetValue(setting.Key, out var kind)
                    ? FindProblems(setting, kind)
                    : [$"{setting.Path} is not a setting. Settings: {string.Join(", ", settings.Keys.Order(StringComparer.Ordinal))}."]
            );
    }

    private static IEnumerable<string> FindProblems(IConfigurationSection setting, Type type)
    {
        if (type is { IsClass: true, IsGenericType: false, IsArray: false } && type.Namespace == typeof(OrchestratorOptions).Namespace)
        {
            return NoSingle(setting, $"{setting.Path}:<name>").Concat(FindProblemsBelow(setting, type));
        }

        if (ArgumentsOf(type, typeof(IDictionary<,>)) is [var key, var value])
        {
            return NoSingle(setting, $"{setting.Path}:<{(key.IsEnum ? key.Name.ToLowerInvariant() : "name")}>")
                .Concat(setting.GetChildren().SelectMany(entry => NoValue(entry, entry.Key, key).Concat(FindProblems(entry, value))));
        }

        if (
            (
                type.IsArray ? type.GetElementType()
                : ArgumentsOf(type, typeof(ISet<>)) is [var element] ? element
                : null
            ) is
            { } item
        )
        {
            return NoSingle(setting, $"{setting.Path}:0").Concat(setting.GetChildren().SelectMany(entry => FindProblems(entry, item)));
        }

        return setting.GetChildren().Any()
            ?
            [
                $"{setting.Path} is one value, and has others below it: "
                    + $"{string.Join(", ", setting.GetChildren().Select(static child => child.Key))}.",
            ]
            : NoValue(setting, setting.Value ?? "", type);
    }

    /// <summary>A single value is not a list; an empty one is how an empty list is written.</summary>
    private static IEnumerable<string> NoSingle(IConfigurationSection setting, string write) =>
        string.IsNullOrEmpty(setting.Value) ? [] : [$"{setting.Path} is '{setting.Value}', and has several values: write {write}."];

    private static IEnumerable<string> NoValue(IConfigurationSection setting, string text, Type type)
    {
        if (type == typeof(string))
        {
            return [];
        }

        if ((Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } members)
        {
            // Numbers are members to the parser, and to no one who reads them.
            return Enum.GetNames(members).Contains(text, StringComparer.OrdinalIgnoreCase)
                ? []
                : [$"{setting.Path}: '{text}' is not one of {string.Join(", ", Enum.GetNames(members))}."];
        }

        try
        {
            TypeDescriptor
                .GetConverter(Nullable.GetUnderlyingType(type) ?? type)
                .ConvertFromString(null, CultureInfo.InvariantCulture, text);
            return [];
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or OverflowException)
        {
            return [$"{setting.Path} is '{text}': it has to be {Describe(type)}."];
        }
    }

    private static string Describe(Type type) =>
        type == typeof(int) || type == typeof(int?) ? "a whole number"
        : type == typeof(bool) ? "true or false"
        : type == typeof(TimeSpan) ? "a time like 00:00:15 or 3.00:00:00"
        : $"a {TypeText.Of(type)}";

    private static Type[] ArgumentsOf(Type type, Type definition) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == definition ? type.GetGenericArguments() : [];
}
