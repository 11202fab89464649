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
        string[] problems = [.. FindProblems().Select(static problem => problem.Message)];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    /// <summary>
    /// What the binder can read. It stops at the first text that it cannot convert, and then no one hears of the other mistakes: such a
    /// text is left out, and reported with them.
    /// </summary>
    internal IConfiguration FindReadable()
    {
        var unreadable = FindProblems()
            .Select(static problem => problem.Unreadable)
            .OfType<string>()
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return unreadable.Count == 0
            ? section
            : new ConfigurationBuilder()
                .AddInMemoryCollection(section.AsEnumerable().Where(pair => pair.Value is not null && !unreadable.Contains(pair.Key)))
                .Build()
                .GetSection(section.Path);
    }

    private IEnumerable<Problem> FindProblems() =>
        NoSingle(section, $"{section.Path}:<setting>").Concat(FindProblemsBelow(section, typeof(OrchestratorOptions)));

    /// <summary>Looks at a section that has a setting for each property of a type.</summary>
    private static IEnumerable<Problem> FindProblemsBelow(IConfigurationSection group, Type type)
    {
        var settings = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .ToDictionary(static property => property.Name, static property => property.PropertyType, StringComparer.OrdinalIgnoreCase);
        return group
            .GetChildren()
            .SelectMany(setting =>
                settings.TryGetValue(setting.Key, out var kind)
                    ? FindProblems(setting, kind)
                    : [new($"{setting.Path} is not a setting. {Suggest(setting.Key, settings.Keys)}")]
            );
    }

    private static string Suggest(string wrong, IReadOnlyCollection<string> settings) =>
        NameSuggestion.Find(wrong, settings) is { } near
            ? $"Did you mean '{near}'?"
            : $"Settings: {string.Join(", ", settings.Order(StringComparer.Ordinal))}.";

    private static IEnumerable<Problem> FindProblems(IConfigurationSection setting, Type type)
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
                new(
                    $"{setting.Path} is one value, and has others below it: "
                        + $"{string.Join(", ", setting.GetChildren().Select(static child => child.Key))}."
                ),
            ]
            : NoValue(setting, setting.Value ?? "", type);
    }

    /// <summary>A single value is not a list; an empty one is how an empty list is written.</summary>
    private static IEnumerable<Problem> NoSingle(IConfigurationSection setting, string write) =>
        string.IsNullOrEmpty(setting.Value)
            ? []
            : [new($"{setting.Path} is '{setting.Value}', and has several values: write {write}.") { Unreadable = setting.Path }];

    private static IEnumerable<Problem> NoValue(IConfigurationSection setting, string text, Type type)
    {
        if (type == typeof(string))
        {
            return [];
        }

        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum)
        {
            // Numbers are members to the parser, and to no one who reads them.
            return Enum.GetNames(type).Contains(text, StringComparer.OrdinalIgnoreCase)
                ? []
                : [new($"{setting.Path}: '{text}' is not one of {string.Join(", ", Enum.GetNames(type))}.") { Unreadable = setting.Path }];
        }

        if (type == typeof(TimeSpan) && FindDays(text) is { } days)
        {
            return
            [
                new(
                    $"{setting.Path} is '{text}', which is read as {days} days: write {TimeSpan.FromSeconds(days):c} for seconds, or "
                        + $"{TimeSpan.FromDays(days):c} for days."
                )
                {
                    Unreadable = setting.Path,
                },
            ];
        }

        try
        {
            TypeDescriptor.GetConverter(type).ConvertFromString(null, CultureInfo.InvariantCulture, text);
            return [];
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or OverflowException)
        {
            return [new($"{setting.Path} is '{text}': it has to be {Describe(type)}.") { Unreadable = setting.Path }];
        }
    }

    /// <summary>
    /// The days of a time that is written as a mere number, which is mostly meant as seconds; null for any other text, and
    /// for zero, which is the same in all units.
    /// </summary>
    private static int? FindDays(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var days)
        && days > 0
        && days <= TimeSpan.MaxValue.Days
            ? days
            : null;

    private static string Describe(Type type) =>
        type == typeof(int) ? "a whole number, like 8"
        : type == typeof(bool) ? "true or false"
        : type == typeof(TimeSpan) ? "a time like 00:00:15 or 3.00:00:00"
        : $"a {TypeText.Of(type)}";

    private static Type[] ArgumentsOf(Type type, Type definition) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == definition ? type.GetGenericArguments() : [];

    /// <param name="Message">What is wrong, and what to write.</param>
    private sealed record Problem(string Message)
    {
        /// <summary>The path of the setting if its text cannot be bound; null for what the binder passes over.</summary>
        internal string? Unreadable { get; init; }
    }
}
