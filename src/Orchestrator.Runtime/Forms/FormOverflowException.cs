namespace Orchestrator.Forms;

/// <summary>More pages were posted than the form asks.</summary>
/// <param name="remaining">How many are too many.</param>
public sealed class FormOverflowException(int remaining)
    : FormException("form_overflow", $"Did not process all user_inputs ({remaining} remaining)");
