using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace Orchestrator.Options;

/// <summary>
/// Refuses settings that their attributes do not allow, by their keys and values: the messages of the attributes name neither.
/// </summary>
internal sealed class RangeSettings : IValidateOptions<OrchestratorOptions>
{
    private static readonly (PropertyInfo Setting, ValidationAttribute Rule)[] Rules =
    [
        .. typeof(OrchestratorOptions)
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .SelectMany(static setting => setting.GetCustomAttributes<ValidationAttribute>().Select(rule => (setting, rule))),
    ];

    public ValidateOptionsResult Validate(string? name, OrchestratorOptions options)
    {
        string[] problems =
        [
            .. Rules
                .Select(pair => (pair.Setting, pair.Rule, Value: pair.Setting.GetValue(options)))
                .Where(static pair => !pair.Rule.IsValid(pair.Value))
                .Select(static pair => Describe($"{OrchestratorOptions.Section}:{pair.Setting.Name}", pair.Rule, pair.Value)),
        ];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static string Describe(string key, ValidationAttribute rule, object? value) =>
        rule switch
        {
            RangeAttribute range => $"{key} is {Write(value)}: it has to be from {Write(range.Minimum)} to {Write(range.Maximum)}.",
            MinLengthAttribute { Length: 1 } => $"{key} is empty: write a value.",
            _ => $"{key} is '{Write(value)}': {rule.FormatErrorMessage(key)}",
        };

    private static string? Write(object? value) =>
        value switch
        {
            TimeSpan { Milliseconds: 0 } time => time.ToString("c", CultureInfo.InvariantCulture),
            TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture).TrimEnd('0'),
            int number => number.ToString("N0", CultureInfo.InvariantCulture),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => value?.ToString(),
        };
}
