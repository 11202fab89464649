namespace Orchestrator.Forms;

/// <summary>More pages were posted than the form shows.</summary>
/// <param name="remaining">The number of surplus pages.</param>
public sealed class FormOverflowException(int remaining)
    : FormException("form_overflow", $"Did not process all user_inputs ({remaining} remaining)");
