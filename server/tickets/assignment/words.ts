/** What the words of an event about an assignment name. */
export function assignmentValues(data: Record<string, unknown>): Record<string, string> {
  return {
    assignedBy: data['assignedBy'] === 'least-busy' ? 'least' : 'turn',
    had: String(data['hadName'] ?? ''),
    cause: String(data['cause'] ?? ''),
  }
}
